"""A case on one page of A4: everything a colleague needs to decide, fitted to the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from casestudies.cards import Facts, SchoolFacts, meeting_facts, our_school, partner_school
from casestudies.models import CaseStudyPage
from casestudies.story import voice_groups
from portal.core.dates import in_japanese
from portal.core.pictures import drawing_for
from portal.core.printing.frame import public_address
from portal.core.printing.qr_code import qr_code

from .fitting import Column, Line, Part, Text, fit
from .measuring import lines, shortened
from .passages import passages

PICTURE_SPEC = "fill-640x480"

# What the style sheet `static/css/printing/sheet.css` sets: widths in em of each text, heights in lines of the body.
_PAGE_LINES = 44.3
_TITLE_EM, _TITLE_LINES, _TITLE_HEIGHT = 29.0, 3, 1.6
_TAGS_EM, _TAGS_HEIGHT = 60.0, 0.9
_LEAD_EM, _LEAD_LINES, _LEAD_HEIGHT = 50.0, 5, 1.11
_SCHOOL_EM, _SCHOOL_HEIGHT = 23.5, 0.97
_HINT_EM, _HINT_HEIGHT = 27.8, 0.91
_MAIN_EM, _ROW_EM = 35.5, 30.0
_SIDE_EM = 17.0
_FACT_HEIGHT, _FACT_GAP = 0.86, 0.25
_FACT_EM = {True: (5.5, 14.0), False: (8.2, 11.4)}  # label and value, in Japanese or not
_PICTURE_HEIGHT = 10.8
_MOST_VOICES = 4


@dataclass(frozen=True)
class Sheet:
    """The inputs of `casestudies/print/sheet.html`. `picture` is None where none may be printed."""

    case: CaseStudyPage
    title: str
    lead: str
    tags: list[str]
    ours: SchoolFacts
    theirs: SchoolFacts
    facts: Facts
    picture: Any
    drawing: str
    main: list[Part]
    side: list[Part]
    address: str
    qr_code: SafeString
    is_shortened: bool


def case_sheet(case: CaseStudyPage) -> Sheet:
    """The page of a case in the active language, which is to be the case's own.

    No query when the cover and its renditions were read along (`picture_prefetch`).
    """
    title = shortened(case.title, _TITLE_LINES, _TITLE_EM)
    lead = shortened(case.summary, _LEAD_LINES, _LEAD_EM)
    tags = [*case.type_labels, *case.country_labels, *case.theme_labels]
    ours, theirs = our_school(case), partner_school(case)
    facts = _facts(case)
    room = _PAGE_LINES - _head_height(title, tags, lead, ours, theirs)
    main, main_cut = fit(list(_main_parts(case)), Column(_MAIN_EM, _ROW_EM, room))
    beside = _PICTURE_HEIGHT + sum(_fact_height(label, str(value)) for label, value in facts)
    side, side_cut = fit(list(_voices(case)), Column(_SIDE_EM, _SIDE_EM, room - beside, is_stacked=True))
    address = public_address(case.get_url() or "")
    return Sheet(
        case=case,
        title=title,
        lead=lead,
        tags=tags,
        ours=ours,
        theirs=theirs,
        facts=facts,
        picture=case.cover if case.cover and case.cover.is_printable else None,
        drawing=drawing_for(case.themes, case.exchange_types),
        main=main,
        side=side,
        address=address,
        qr_code=qr_code(address, _("QR code of the page of this case")),
        is_shortened=main_cut or side_cut or title != case.title or lead != case.summary,
    )


def _facts(case: CaseStudyPage) -> Facts:
    """The facts that stand nowhere else on the page."""
    facts = [fact for fact in meeting_facts(case) if fact[1]]
    return [*facts, (_("Programme"), case.programme_name)] if case.programme_name else facts


def _head_height(title: str, tags: list[str], lead: str, ours: SchoolFacts, theirs: SchoolFacts) -> float:
    """The lines of the body text that everything above the two columns takes."""
    return (
        lines(title, _TITLE_EM) * _TITLE_HEIGHT
        + lines("・".join(tags), _TAGS_EM) * _TAGS_HEIGHT
        + lines(lead, _LEAD_EM) * _LEAD_HEIGHT
        + max(_school_height(ours), _school_height(theirs))
    )


def _school_height(school: SchoolFacts) -> float:
    hints = (strip_tags(school.hint), school.text)
    below = sum(lines(hint, _HINT_EM) for hint in hints) * _HINT_HEIGHT
    return lines(school.title, _SCHOOL_EM) * _SCHOOL_HEIGHT + below


def _fact_height(label: str, value: str) -> float:
    label_em, value_em = _FACT_EM[in_japanese()]
    return max(lines(label, label_em), lines(strip_tags(value), value_em)) * _FACT_HEIGHT + _FACT_GAP


def _main_parts(case: CaseStudyPage) -> Iterator[Part]:
    """The parts that are not empty, in the order in which they stand on the page."""
    rows = [Line(block.value["time"], block.value["activity"]) for block in case.timetable]
    preparation = [
        (_("Teachers"), case.preparation_teachers),
        (_("Pupils"), case.preparation_pupils),
        (_("Concierge"), case.preparation_concierge),
    ]
    parts = [
        _texts("beginning", _("How it began, and what it was for"), case.background, case.aims, rank=1),
        Part("day", _("How the day went"), rows=rows),
        Part("preparation", _("Preparation"), [_text(label, rich) for label, rich in preparation if rich]),
        _texts("materials", _("Things used"), case.materials, rank=4),
        _texts("worked-well", _("What worked well"), case.ingenuity, rank=2),
        _texts("challenges", _("What was hard, and what comes next"), case.challenges),
        _texts("afterwards", _("Afterwards"), case.afterwork, rank=3),
    ]
    yield from (part for part in parts if part.texts or part.rows)


def _texts(code: str, heading: str, *rich_texts: str, rank: int = 0) -> Part:
    texts = [_text("", rich) for rich in rich_texts if rich]
    return Part(code, heading, [text for text in texts if text.passages], rank=rank)


def _text(label: str, rich_text: str) -> Text:
    return Text(label, passages(rich_text))


def _voices(case: CaseStudyPage) -> Iterator[Part]:
    """What each side said; the row's first cell says who."""
    rows = [
        Line(voice["detail"] or str(group.heading), voice["text"].strip(), group.theirs)
        for group in voice_groups(case)
        for voice in group.voices
    ]
    if rows:
        yield Part("voices", _("Voices"), rows=rows[:_MOST_VOICES])
