"""The blocks of an issue: those of every story, and those that only a newsletter has."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.blocks import ImageChooserBlock

from portal.core.blocks import STORY_BLOCKS, QuoteBlock, ResultsChartBlock
from portal.core.blocks.chart import ResultsChartValue
from portal.core.blocks.media import API_RENDITION
from portal.core.blocks.structs import StructBlock
from portal.core.blocks.text import RICH_TEXT_FEATURES


class GreetingBlock(blocks.StructBlock):
    """The opening words of an issue, signed by an office, not a person."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)
    signature = blocks.CharBlock(label=_("signature"), required=False, max_length=120)

    class Meta:
        icon = "comment"
        label = _("Greeting")
        template = "blocks/greeting.html"


class FeatureBlock(StructBlock):
    """The main article of an issue."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    picture = ImageChooserBlock(label=_("picture"), required=False)
    caption = blocks.CharBlock(label=_("caption"), required=False, default="", max_length=200)
    lead = blocks.TextBlock(label=_("lead"), required=False, default="", max_length=400)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "title"
        label = pgettext_lazy("block of the newsletter", "Feature")
        template = "blocks/feature.html"

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """The texts, and the rendition of a picture that may be shown (else None)."""
        shown = value["picture"] if value["picture"] and value["picture"].is_publishable else None
        texts: dict[str, Any] = super().get_api_representation(value, context)
        picture = ImageRenditionField(API_RENDITION).to_representation(shown) if shown else None
        return {**texts, "picture": picture}


class VoicesBlock(StructBlock):
    """What several people said, under one heading."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    voices = blocks.ListBlock(QuoteBlock(), label=pgettext_lazy("block of the newsletter", "voices"), min_num=1)

    class Meta:
        icon = "openquote"
        label = pgettext_lazy("block of the newsletter", "Voices")
        template = "blocks/voices.html"


def _heading() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("heading"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Left empty: the title of the page."),
    )


def _introduction() -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=_("introduction"),
        features=RICH_TEXT_FEATURES,
        required=False,
        default="",
        help_text=_("Left empty: the lead of the page. Dates, places and the like are taken from the page."),
    )


class ProgrammeNoticeBlock(StructBlock):
    """A programme, which tells its facts itself; nothing is shown once it is not public any more."""

    heading = _heading()
    page = blocks.PageChooserBlock(label=_("programme"), page_type="home.ProgrammePage")
    text = _introduction()

    class Meta:
        icon = "snippet"
        label = pgettext_lazy("block of the newsletter", "Programme")
        template = "blocks/announcement.html"


class EventNoticeBlock(StructBlock):
    """An event, with its times, its place and the last day to apply."""

    heading = _heading()
    page = blocks.PageChooserBlock(label=pgettext_lazy("kind of page", "event"), page_type="home.EventPage")
    text = _introduction()

    class Meta:
        icon = "date"
        label = pgettext_lazy("block of the newsletter", "Event")
        template = "blocks/announcement.html"


class NewsNoticeBlock(StructBlock):
    """A piece of news."""

    heading = _heading()
    page = blocks.PageChooserBlock(label=_("news item"), page_type="home.NewsPage")
    text = _introduction()

    class Meta:
        icon = "pick"
        label = pgettext_lazy("block of the newsletter", "News")
        template = "blocks/announcement.html"


class IssueCaseTeaserBlock(StructBlock):
    """A case study with a line that makes one want to read it; the first of several may have a heading."""

    # An empty default, as what was stored before has none.
    heading = blocks.CharBlock(label=_("heading"), required=False, default="", max_length=120)
    case = blocks.PageChooserBlock(label=_("case study"), page_type="casestudies.CaseStudyPage")
    text = blocks.TextBlock(label=_("introduction"), required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Case study")
        template = "blocks/issue_case_teaser.html"


class ComparedRowBlock(StructBlock):
    label = blocks.CharBlock(label=_("label"), max_length=80)
    value = blocks.DecimalBlock(label=_("value"), min_value=0, max_digits=12, decimal_places=2)
    before = blocks.DecimalBlock(
        label=_("value of the period before"), required=False, min_value=0, max_digits=12, decimal_places=2
    )

    class Meta:
        icon = "list-ul"


class ComparedResultsValue(ResultsChartValue):
    @property
    def pairs(self) -> list[tuple[Any, ...]]:
        """The rows as the chart's component takes them: with the earlier value where its column has a heading."""
        if not self.get("before_head"):
            return [(row["label"], row["value"]) for row in self.filled_rows]
        return [(row["label"], row["value"], row.get("before")) for row in self.filled_rows]


class IssueResultsBlock(ResultsChartBlock):
    """The chart with its table, beside the figures of the period before where there are some."""

    before_head = blocks.CharBlock(
        label=_("heading of the period before"),
        required=False,
        default="",
        max_length=20,
        help_text=_("Left empty: there is no earlier period to compare with."),
    )
    rows = blocks.ListBlock(ComparedRowBlock(), label=_("rows"), min_num=1)

    class Meta:
        value_class = ComparedResultsValue


CHOSEN_PAGES = {
    "case_teaser": "case",
    "programme_notice": "page",
    "event_notice": "page",
    "news_notice": "page",
}
"""The blocks that show another page, each with the name of the field that holds it."""

ISSUE_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("greeting", GreetingBlock()),
    ("feature", FeatureBlock()),
    ("programme_notice", ProgrammeNoticeBlock()),
    ("event_notice", EventNoticeBlock()),
    ("news_notice", NewsNoticeBlock()),
    ("voices", VoicesBlock()),
]


# Blocks of every story that can do more in an issue; what is stored for them fits both.
_INSTEAD: dict[str, blocks.Block] = {"case_teaser": IssueCaseTeaserBlock(), "results_chart": IssueResultsBlock()}


class IssueBlock(blocks.StreamBlock):
    """The body of an issue, in the order in which it is read and printed."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        shared = [(name, _INSTEAD.get(name, block)) for name, block in STORY_BLOCKS]
        super().__init__([*ISSUE_BLOCKS, *shared, *(local_blocks or [])], **kwargs)
