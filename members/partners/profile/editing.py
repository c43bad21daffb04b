"""A page of its profile being filled in by a partner, while the desk, or a colleague with the same link, may do so too.

The form carries, signed, what it was opened with. What only one side changed is merged; where both did, the later one
is shown both and decides.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from members.partners.letters.wording import Wording
from members.partners.link_models import PartnerLink
from members.partners.models import PartnerSchool
from members.partners.services.by_partner import confirmed, note
from members.partners.services.links import held_partner
from portal.core.merging import Merge, merge

from .pages import EditPage

THEIRS = "theirs"
"""The name of the boxes that take over what somebody else has stored."""
_SALT = "members.partners.profile"


@dataclass(frozen=True)
class Clash:
    """An answer that two sides changed: its label, what is stored now, what was typed."""

    name: str
    label: str
    stored: str
    typed: str


@dataclass
class Sheet:
    """A page as it is shown. `saved` when all is done; `adopted`: labels of answers others changed meanwhile."""

    page: EditPage
    form: Any
    opening: str
    status: int = 200
    saved: bool = False
    problem: str = ""
    clashes: list[Clash] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[Any, Clash | None]]:
        """The fields of the form, each with its clash."""
        by_name = {clash.name: clash for clash in self.clashes}
        return [(bound, by_name.get(bound.name)) for bound in self.form]


def opening_token(page: EditPage, partner: PartnerSchool, values: dict[str, Any]) -> str:
    """A text for a hidden field: these answers of the partner were shown just now."""
    content = {"page": page.code, "partner": partner.pk, "values": values}
    return signing.dumps(content, salt=_SALT, compress=True)


def read_opening(token: str, page: EditPage, partner: PartnerSchool) -> dict[str, Any] | None:
    """The answers a form of this page and partner was opened with, None for anything else."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    is_ours = content["page"] == page.code and content["partner"] == partner.pk
    values: dict[str, Any] | None = content["values"] if is_ours else None
    return values


def open_sheet(page: EditPage, partner: PartnerSchool, wording: Wording) -> Sheet:
    """The page with what is stored."""
    values = page.read(partner)
    form = page.form_class(wording, partner, initial=page.form_class.initial_of(values))
    return Sheet(page, form, opening_token(page, partner, values))


@transaction.atomic
def save_sheet(page: EditPage, link: PartnerLink, data: QueryDict, wording: Wording) -> Sheet:
    """Check and store what was typed. The sheet tells what is wrong (422) or who was faster (409); nothing is lost.

    Raises `SpentLinkError` when the link opens nothing any more.
    """
    partner, link = held_partner(link)
    token = data.get("opening", "")
    before = read_opening(token, page, partner)
    chosen = [name for name in data.getlist(THEIRS) if name in page.names] if before is not None else []
    form = page.form_class(wording, partner, data)
    form.is_valid()
    if set(form.errors) - set(chosen):
        return Sheet(page, form, token, status=422, chosen=chosen)
    mine = {**_typed(page, form), **{name: (before or {}).get(name) for name in chosen}}
    stored = page.read(partner)
    found = merge(before, mine, stored)
    if found.conflicts:
        return _shown_again(page, partner, wording, found, stored)
    changed = [name for name in page.names if found.values[name] != stored[name]]
    try:
        with transaction.atomic():
            _store(page, partner, link, found, changed)
    except ValidationError as unfit:
        sheet = _shown_again(page, partner, wording, found, stored)
        sheet.problem = " ".join(unfit.messages)
        return sheet
    return Sheet(page, form, token, saved=True, adopted=_labels(page, wording, found.adopted))


def _store(page: EditPage, partner: PartnerSchool, link: PartnerLink, found: Merge, changed: list[str]) -> None:
    if changed:
        page.store(partner, found.values, changed)
        note("partners.self_edited", partner, link, page=page.code, fields=changed)
    # Who looks a page over and saves it says that it is right.
    if confirmed(partner) or changed:
        partner.save()


def _typed(page: EditPage, form: Any) -> dict[str, Any]:
    """The values of a form that is right but for answers which do not count, because theirs was chosen."""
    for name in page.names:
        form.cleaned_data.setdefault(name, None)
    values: dict[str, Any] = form.values()
    return values


def _shown_again(
    page: EditPage, partner: PartnerSchool, wording: Wording, found: Merge, stored: dict[str, Any]
) -> Sheet:
    """What was typed, with what others changed where it was left alone, as if opened just now: saving decides."""
    form = page.form_class(wording, partner, initial=page.form_class.initial_of(found.values))
    clashes = [
        Clash(
            each.name,
            page.label(wording, each.name),
            page.words(wording, each.name, each.theirs),
            page.words(wording, each.name, each.mine),
        )
        for each in found.conflicts
    ]
    token = opening_token(page, partner, stored)
    return Sheet(page, form, token, status=409, clashes=clashes, adopted=_labels(page, wording, found.adopted))


def _labels(page: EditPage, wording: Wording, names: list[str]) -> list[str]:
    return [page.label(wording, name) for name in names]
