"""PDFs are kept for a while and within a bound, and go at once when they may not be seen any more."""

import datetime

import pytest
from django.core.files.base import ContentFile

from portal.core.media.models import Consent
from portal.core.printing.models import PrintedFile
from portal.core.printing.services import keeping
from tests.days import TODAY
from tests.factories.media import make_image

pytestmark = pytest.mark.usefixtures("on_a_fixed_day")


def stored(reference: str, days: int = 0, size: int = 10) -> PrintedFile:
    printed = PrintedFile(kind="notes", reference=reference, size=size, used_on=TODAY - datetime.timedelta(days))
    printed.file.save("x.pdf", ContentFile(b"x" * size), save=True)
    return printed


@pytest.fixture
def now_committed(db, django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def left() -> set[str]:
    return set(PrintedFile.objects.values_list("reference", flat=True))


def test_what_nobody_asks_for_goes_with_its_file(now_committed):
    old, _new = stored("old", days=15), stored("new", days=13)
    with now_committed():
        assert keeping.forget_old(TODAY) == 1
    assert left() == {"new"}
    assert not old.file.storage.exists(old.file.name)


def test_the_bound_on_the_size(now_committed, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_BYTES", 25)
    for reference, days in (("a", 3), ("b", 2), ("c", 1)):
        stored(reference, days)
    with now_committed():
        assert keeping.keep_within_bounds() == 1
    assert left() == {"b", "c"}
    assert keeping.keep_within_bounds() == 0


def test_a_kind_or_some_of_it_can_be_forgotten(now_committed):
    stored("a"), stored("b"), stored("c")
    with now_committed():
        keeping.forget("notes", ["a"])
    assert left() == {"b", "c"}
    keeping.forget("letters")
    assert left() == {"b", "c"}
    keeping.forget("notes")
    assert left() == set()


def test_a_withdrawn_consent_takes_all_pdfs(now_committed):
    image = make_image()
    stored("a")
    with now_committed():
        image.title = "another title"
        image.save()
    assert left() == {"a"}
    with now_committed():
        image.consent = Consent.WITHDRAWN
        image.save()
    assert left() == set()
