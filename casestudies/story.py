"""The parts of a case's page in their order: those that have something to say, each with its heading and template."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casestudies.models import CaseStudyPage
from portal.core.blocks.text import Speaker

_FOLDER = "casestudies/parts"
LONG = 4
"""A story of this many parts begins with a list of them."""


@dataclass(frozen=True)
class Part:
    """A section of the page: its anchor, its heading and the template of what stands below it."""

    anchor: str
    heading: str | Promise
    template: str
    text: str = ""


@dataclass(frozen=True)
class VoiceGroup:
    """What one side said."""

    heading: str | Promise
    voices: list[Any]
    theirs: bool


_ORDER: tuple[tuple[str, Any, tuple[str, ...], str], ...] = (
    ("beginning", _("How it began, and what it was for"), ("background", "aims"), "beginning"),
    ("day", _("How the day went"), ("timetable",), "day"),
    ("preparation", _("Preparation"), ("has_preparation",), "preparation"),
    ("materials", _("Things used"), ("materials",), "text"),
    ("voices", _("Voices"), ("voices",), "voices"),
    ("afterwards", _("Afterwards"), ("afterwork",), "text"),
    ("worked-well", _("What worked well"), ("ingenuity",), "text"),
    ("challenges", _("What was hard, and what comes next"), ("challenges",), "text"),
    ("photographs", _("Photographs"), ("public_photographs",), "photographs"),
)
_VOICES = (
    (Speaker.PUPIL, _("Pupils")),
    (Speaker.TEACHER, _("Teachers")),
    (Speaker.PARTNER, Speaker.PARTNER.label),
)


def story_parts(case: CaseStudyPage) -> list[Part]:
    """The parts of the story that are not empty."""
    return list(_parts(case))


def _parts(case: CaseStudyPage) -> Iterator[Part]:
    for anchor, heading, names, template in _ORDER:
        values = [getattr(case, name) for name in names]
        if any(values):
            text = values[0] if template == "text" else ""
            yield Part(anchor, heading, f"{_FOLDER}/{template}.html", text)


def voice_groups(case: CaseStudyPage) -> list[VoiceGroup]:
    """The voices of pupils, of teachers and of the partner, in the order in which they were entered."""
    order = [speaker for speaker, _heading in _VOICES]
    voices = sorted((block.value for block in case.voices), key=lambda voice: order.index(Speaker(voice["speaker"])))
    groups = {speaker: list(found) for speaker, found in groupby(voices, key=lambda voice: voice["speaker"])}
    return [
        VoiceGroup(heading, groups[speaker], speaker == Speaker.PARTNER)
        for speaker, heading in _VOICES
        if speaker in groups
    ]
