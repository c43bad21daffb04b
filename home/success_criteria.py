"""The success criteria of levels A and AA in JIS X 8341-3:2016, which are those of WCAG 2.0 (ISO/IEC 40500:2012)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class SuccessCriterion(models.TextChoices):
    """A criterion by its number. Its label is its short name in the standard."""

    C1_1_1 = "1.1.1", pgettext_lazy("success criterion", "Non-text content")
    C1_2_1 = "1.2.1", pgettext_lazy("success criterion", "Audio-only and video-only (prerecorded)")
    C1_2_2 = "1.2.2", pgettext_lazy("success criterion", "Captions (prerecorded)")
    C1_2_3 = "1.2.3", pgettext_lazy("success criterion", "Audio description or media alternative (prerecorded)")
    C1_2_4 = "1.2.4", pgettext_lazy("success criterion", "Captions (live)")
    C1_2_5 = "1.2.5", pgettext_lazy("success criterion", "Audio description (prerecorded)")
    C1_3_1 = "1.3.1", pgettext_lazy("success criterion", "Info and relationships")
    C1_3_2 = "1.3.2", pgettext_lazy("success criterion", "Meaningful sequence")
    C1_3_3 = "1.3.3", pgettext_lazy("success criterion", "Sensory characteristics")
    C1_4_1 = "1.4.1", pgettext_lazy("success criterion", "Use of color")
    C1_4_2 = "1.4.2", pgettext_lazy("success criterion", "Audio control")
    C1_4_3 = "1.4.3", pgettext_lazy("success criterion", "Contrast (minimum)")
    C1_4_4 = "1.4.4", pgettext_lazy("success criterion", "Resize text")
    C1_4_5 = "1.4.5", pgettext_lazy("success criterion", "Images of text")
    C2_1_1 = "2.1.1", pgettext_lazy("success criterion", "Keyboard")
    C2_1_2 = "2.1.2", pgettext_lazy("success criterion", "No keyboard trap")
    C2_2_1 = "2.2.1", pgettext_lazy("success criterion", "Timing adjustable")
    C2_2_2 = "2.2.2", pgettext_lazy("success criterion", "Pause, stop, hide")
    C2_3_1 = "2.3.1", pgettext_lazy("success criterion", "Three flashes or below threshold")
    C2_4_1 = "2.4.1", pgettext_lazy("success criterion", "Bypass blocks")
    C2_4_2 = "2.4.2", pgettext_lazy("success criterion", "Page titled")
    C2_4_3 = "2.4.3", pgettext_lazy("success criterion", "Focus order")
    C2_4_4 = "2.4.4", pgettext_lazy("success criterion", "Link purpose (in context)")
    C2_4_5 = "2.4.5", pgettext_lazy("success criterion", "Multiple ways")
    C2_4_6 = "2.4.6", pgettext_lazy("success criterion", "Headings and labels")
    C2_4_7 = "2.4.7", pgettext_lazy("success criterion", "Focus visible")
    C3_1_1 = "3.1.1", pgettext_lazy("success criterion", "Language of page")
    C3_1_2 = "3.1.2", pgettext_lazy("success criterion", "Language of parts")
    C3_2_1 = "3.2.1", pgettext_lazy("success criterion", "On focus")
    C3_2_2 = "3.2.2", pgettext_lazy("success criterion", "On input")
    C3_2_3 = "3.2.3", pgettext_lazy("success criterion", "Consistent navigation")
    C3_2_4 = "3.2.4", pgettext_lazy("success criterion", "Consistent identification")
    C3_3_1 = "3.3.1", pgettext_lazy("success criterion", "Error identification")
    C3_3_2 = "3.3.2", pgettext_lazy("success criterion", "Labels or instructions")
    C3_3_3 = "3.3.3", pgettext_lazy("success criterion", "Error suggestion")
    C3_3_4 = "3.3.4", pgettext_lazy("success criterion", "Error prevention (legal, financial, data)")
    C4_1_1 = "4.1.1", pgettext_lazy("success criterion", "Parsing")
    C4_1_2 = "4.1.2", pgettext_lazy("success criterion", "Name, role, value")

    @property
    def level(self) -> str:
        """`A` or `AA`."""
        return "AA" if self in _DOUBLE_A else "A"


_DOUBLE_A = {
    SuccessCriterion.C1_2_4,
    SuccessCriterion.C1_2_5,
    SuccessCriterion.C1_4_3,
    SuccessCriterion.C1_4_4,
    SuccessCriterion.C1_4_5,
    SuccessCriterion.C2_4_5,
    SuccessCriterion.C2_4_6,
    SuccessCriterion.C2_4_7,
    SuccessCriterion.C3_1_2,
    SuccessCriterion.C3_2_3,
    SuccessCriterion.C3_2_4,
    SuccessCriterion.C3_3_3,
    SuccessCriterion.C3_3_4,
}


class Outcome(models.TextChoices):
    """What a test found for one criterion."""

    MET = "met", pgettext_lazy("result of a test", "Met")
    NOT_MET = "not_met", pgettext_lazy("result of a test", "Not met")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("result of a test", "Nothing to test")
    UNTESTED = "untested", pgettext_lazy("result of a test", "Not tested yet")
