"""What a case study still lacks to be a good one, in the order of importance."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.rules import holds_prompt, obstacles
from casestudies.surroundings import Surroundings, surroundings_of
from casestudies.texts import plain
from casestudies.translating import TranslationState
from casestudies.withheld import municipality_leaks
from portal.core.media.models import PUBLISHABLE

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage


@dataclass(frozen=True)
class Missing:
    """A sentence for the editor and the field to look at; `must` says that it keeps the case from being published."""

    field: str
    sentence: str
    must: bool = False


@dataclass(frozen=True)
class Completeness:
    """`done` of `total` things a good case has; `missing` also holds the faults that keep it from being published."""

    done: int
    total: int
    missing: list[Missing] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total)


Check = Callable[["CaseStudyPage", Surroundings], Missing | None]


def completeness(case: "CaseStudyPage") -> Completeness:
    """How far a case is written, in the active language.

    Takes a case as it is or as it was just typed, saved or not; a few queries for its pictures and its translation.
    """
    lacking = _lacking(case, surroundings_of(case))
    faults = [Missing(name, sentence, must=True) for name, sentence in obstacles(case).items()]
    hints = [Missing(name, _municipality_hint()) for name in municipality_leaks(case)]
    return Completeness(len(CHECKS) - len(lacking), len(CHECKS), [*faults, *lacking, *hints])


def progress_of(case: "CaseStudyPage", around: Surroundings) -> Completeness:
    """The same without the faults, and without a query: for lists, of which `around` was read for all rows at once."""
    lacking = _lacking(case, around)
    return Completeness(len(CHECKS) - len(lacking), len(CHECKS), lacking)


def _lacking(case: "CaseStudyPage", around: Surroundings) -> list[Missing]:
    return [found for check in CHECKS if (found := check(case, around))]


def _municipality_hint() -> str:
    return _("The municipality of the unnamed school stands here. Does it tell which school it is?")


def _written(case: "CaseStudyPage", name: str) -> bool:
    """Whether there are words of one's own: the prompts of a template are none."""
    value = getattr(case, name)
    texts = [text for block in value for text in block.value.values()] if _is_stream(value) else [plain(value or "")]
    words = [str(text).strip() for text in texts]
    return any(words) and not any(holds_prompt(text) for text in words)


def _is_stream(value: Any) -> bool:
    return hasattr(value, "stream_block")


def _text(name: str, sentence: Callable[[], str], case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    return None if _written(case, name) else Missing(name, sentence())


def _approval(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    if case.approved_on:
        return None
    return Missing("approved_on", _("Record the day on which the school agreed to the publication."))


def _cover(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    cover = next((image for name, image in around.pictures if name == "cover"), None)
    if cover is None:
        return Missing("cover", _("Choose a picture for lists: a photograph with consent, or a drawing."))
    if not cover.is_publishable:
        return Missing("cover", _("The consent for the picture is missing or has run out: a drawing is shown instead."))
    return None


def _consents(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    hidden = [image.title for name, image in around.pictures if name == "photographs" and not image.is_publishable]
    if not hidden:
        return None
    sentence = ngettext(
        "%(number)d photograph is hidden for want of a consent: %(names)s.",
        "%(number)d photographs are hidden for want of a consent: %(names)s.",
        len(hidden),
    ) % {"number": len(hidden), "names": ", ".join(hidden)}
    return Missing("photographs", sentence)


def _alternatives(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    for name, image in around.pictures:
        if image.consent in PUBLISHABLE and not (image.alt_ja and image.alt_en):
            sentence = _("Describe the picture “%(title)s” in both languages for those who cannot see it.")
            return Missing(name, sentence % {"title": image.title})
    return None


def _facts(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    for name in ("grades", "pupils", "countries", "exchange_types", "themes", "subjects"):
        if not getattr(case, name):
            label = case._meta.get_field(name).verbose_name
            return Missing(name, _("Enter this fact, so that the case is found: %(label)s.") % {"label": label})
    return None


def _preparation(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    if _written(case, "preparation_teachers") or _written(case, "preparation_pupils"):
        return None
    return Missing("preparation_teachers", _("Write what teachers or pupils prepared: others plan by it."))


def _translation(case: "CaseStudyPage", around: Surroundings) -> Missing | None:
    """Whether the other language is published and says what this one says."""
    state, left = around.translation.state, around.translation.left
    if state == TranslationState.MISSING:
        return Missing("title", _("Have the case translated: it is not published in the other language."))
    if state == TranslationState.UNFINISHED:
        sentence = ngettext("%(number)d text is not translated yet.", "%(number)d texts are not translated yet.", left)
        return Missing("title", sentence % {"number": left})
    if state == TranslationState.OUTDATED:
        return Missing("title", _("The text has changed since it was last sent to translation."))
    return None


CHECKS: tuple[Check, ...] = (
    partial(_text, "summary", lambda: _("Write a lead of one to three sentences: most people read only this.")),
    _approval,
    _cover,
    _consents,
    partial(_text, "voices", lambda: _("Add a voice of a pupil, a teacher or the partner, without a name.")),
    _preparation,
    partial(_text, "timetable", lambda: _("Write the timetable of the day, with the times in Japan time.")),
    partial(_text, "challenges", lambda: _("Write what was hard: colleagues look for it first.")),
    partial(_text, "background", lambda: _("Write how the exchange began, in two or three sentences.")),
    _facts,
    _alternatives,
    _translation,
)
