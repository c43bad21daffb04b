"""ID通知書: one page of A4 a school, for a window envelope. No password stands on it, only a code that opens once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.municipalities import MUNICIPALITIES
from portal.core.printing.frame import print_html, public_address
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.qr_code import qr_code
from portal.core.printing.rendering import content_hash

from .models import LetterBatch, OneTimeCode, School
from .services.credentials import LETTERS_IN_VOLUME, PRINT_KIND, volumes

TEMPLATE = "members/print/letters.html"
LANGUAGE = "ja"  # schools in Tokyo are written to in Japanese


@dataclass(frozen=True)
class Letter:
    """What one letter is written with. `address_lines`: prefecture and municipality first, at most three lines."""

    school: School
    postal_code: str
    address_lines: tuple[str, ...]
    username: str
    code: str
    expires_at: Any
    qr: SafeString


def letters_of(batch: LetterBatch, number: int | None = None) -> list[Letter]:
    """The letters of a batch whose codes can still be used, in the order of schools; of one volume, or all.

    A letter stays in its volume when others drop out. Three queries.
    """
    codes = (
        OneTimeCode.objects.filter(batch=batch, user__memberships__is_school_account=True)
        .select_related("user")
        .prefetch_related("user__memberships__school")
        .order_by("user__memberships__school__municipality", "user__memberships__school__name_kana", "pk")
    )
    if number is not None:
        codes = codes[(number - 1) * LETTERS_IN_VOLUME : number * LETTERS_IN_VOLUME]
    return [_letter(code) for code in codes if code.is_open()]


def _letter(code: OneTimeCode) -> Letter:
    school = next(each.school for each in code.user.memberships.all() if each.is_school_account)
    secret = code.secret
    address = f"{public_address(reverse('members:code'))}#{code.user.username}/{secret}"
    return Letter(
        school=school,
        postal_code=school.postal_code,
        address_lines=address_lines(school),
        username=code.user.username,
        code=secret.upper(),
        expires_at=code.expires_at,
        qr=qr_code(address, _("Page on which the code is entered")),
    )


def address_lines(school: School) -> tuple[str, ...]:
    """The address as it stands in the window: 東京都 and municipality unless they are written already."""
    row = MUNICIPALITIES.get(school.municipality)
    rest = school.address.removeprefix("東京都")
    if row is not None and not rest.startswith(row.name):
        rest = row.name + rest
    return tuple(line for line in (f"東京都{rest}".strip(), school.name) if line)


def context_of(letters: Iterable[Letter], batch: LetterBatch) -> dict[str, Any]:
    return {
        "letters": list(letters),
        "batch": batch,
        "issued_at": batch.created_at,
        "login_url": public_address(reverse("members:login")),
        "code_url": public_address(reverse("members:code")),
        "canonical": public_address(reverse("members:code")),
    }


def volume_html(reference: str) -> str:
    """The HTML of a volume, named `<batch>:<number>`. Raises `NothingToPrintError` when none of its codes is open."""
    key, _colon, number = reference.partition(":")
    batch = LetterBatch.objects.filter(pk=int(key)).first()
    letters: list[Letter] = []
    if batch is not None:
        with override(LANGUAGE):
            letters = letters_of(batch, int(number))
    if batch is None or not letters:
        raise NothingToPrintError(reference)
    return print_html(TEMPLATE, LANGUAGE, lambda: context_of(letters, batch))


def printable(batch: LetterBatch, number: int) -> Printable:
    """A volume of a batch as a PDF; what takes long is made by the worker."""
    reference = f"{batch.pk}:{number}"
    try:
        stamp = content_hash(volume_html(reference))
    except NothingToPrintError:
        stamp = "none"
    name = f"id-letters-{batch.pk}" + (f"-{number}" if len(volumes(batch)) > 1 else "")
    return Printable(
        kind=PRINT_KIND,
        reference=reference,
        stamp=stamp,
        filename=f"{name}.pdf",
        title=_("ID letters No. %(number)s") % {"number": batch.pk},
        page_url=reverse("letters:batch", args=[batch.pk]),
        in_background=batch.letters > 8,
    )


def register() -> None:
    from portal.core.printing.kinds import register_kind

    register_kind(PrintKind(PRINT_KIND, volume_html))
