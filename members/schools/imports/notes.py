"""What is told of the ministry's list as a whole: rows that were passed over, schools of ours that are closed there."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from members.schools.models import School
from portal.core.imports.reading import Table

from .mext import CLOSED, ELSEWHERE, NATIONAL, OTHER_KIND, PRIVATE

_MOST_NAMES = 20


def notes_of(table: Table) -> list[Any]:
    """Lazy sentences, none for a file of our own columns."""
    if table.layout is None:
        return []
    notes = [
        _lazily(lambda: gettext("The file is a list of school codes of the ministry (MEXT).")),
        _lazily(lambda: _counted(table)),
    ]
    closed = list(_registered(table.named.get(CLOSED, ())))
    return [*notes, _lazily(lambda: _still_here(closed))] if closed else notes


def _still_here(schools: Sequence[str]) -> str:
    return gettext("Closed in the list, but registered here: %(schools)s") % {"schools": _enumerated(schools)}


def _lazily(sentence: Callable[[], str]) -> Any:
    return lazy(sentence, str)()


def _counted(table: Table) -> str:
    """For example `Passed over: 12 closed schools, 123 private schools`."""
    number = table.passed_over.get
    parts = {
        PRIVATE: ngettext("%d private school", "%d private schools", number(PRIVATE, 0)),
        NATIONAL: ngettext("%d national school", "%d national schools", number(NATIONAL, 0)),
        OTHER_KIND: ngettext("%d school of another kind", "%d schools of other kinds", number(OTHER_KIND, 0)),
        CLOSED: ngettext("%d closed school", "%d closed schools", number(CLOSED, 0)),
        ELSEWHERE: ngettext("%d school outside Tokyo", "%d schools outside Tokyo", number(ELSEWHERE, 0)),
    }
    told = [text % number(reason) for reason, text in parts.items() if number(reason)]
    if not told:
        return gettext("Passed over: none")
    return gettext("Passed over: %(counts)s") % {"counts": gettext(", ").join(told)}


def _registered(codes: Sequence[str]) -> Iterator[str]:
    schools = School.objects.filter(mext_code__in=codes) | School.objects.filter(code__in=codes)
    return (f"{name} ({code})" for name, code in schools.order_by("code").values_list("name", "code"))


def _enumerated(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    shown = gettext(", ").join(names[:_MOST_NAMES])
    return f"{shown} {gettext('and %(number)d more') % {'number': more}}" if more > 0 else shown
