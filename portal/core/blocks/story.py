"""The blocks a story is told with: pages and newsletter issues use the same ones."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.vocabulary import ExchangeType, StepActor

from .chart import ResultsChartBlock
from .choices import CodeBlock
from .media import DocumentsBlock, FigureBlock
from .structs import StructBlock
from .text import RICH_TEXT_FEATURES, NoteBlock, ParagraphBlock, QuoteBlock


class RoleBlock(StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)


class RolesBlock(StructBlock):
    """What the office does, one entry a role."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    roles = blocks.ListBlock(RoleBlock(), label=_("roles"))

    class Meta:
        icon = "group"
        label = _("Roles")
        template = "blocks/roles.html"


class StepBlock(StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.TextBlock(label=_("text"), required=False)
    actor = CodeBlock(choices=StepActor.choices, required=False, label=_("who acts"))
    duration = blocks.CharBlock(label=_("how long it takes"), required=False, max_length=40)


class FlowBlock(StructBlock):
    """The steps of an exchange, in order."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    exchange_type = CodeBlock(
        choices=ExchangeType.choices, required=False, label=_("exchange type"), help_text=_("Chooses the icon.")
    )
    steps = blocks.ListBlock(StepBlock(), label=_("steps"))

    class Meta:
        icon = "order"
        label = _("Steps")
        template = "blocks/flow.html"


class CaseTeaserBlock(StructBlock):
    """A case study with a line that makes one want to read it."""

    case = blocks.PageChooserBlock(label=_("case study"), page_type="casestudies.CaseStudyPage")
    text = blocks.TextBlock(label=_("introduction"), required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Case study")
        template = "blocks/case_teaser.html"


class QuestionBlock(StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"), features=RICH_TEXT_FEATURES)


class QuestionsBlock(StructBlock):
    """Questions and answers of one issue or page."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/questions.html"


class ContactBlock(StructBlock):
    """How to reach the office; the data come from the site settings."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES, required=False)

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = "blocks/contact.html"


class TableRowBlock(StructBlock):
    cells = blocks.ListBlock(blocks.CharBlock(label=_("cell"), required=False), label=_("cells"), min_num=1)


class TableBlock(StructBlock):
    """A small table; the first cell of each row is its heading."""

    caption = blocks.CharBlock(label=_("caption"), max_length=120)
    header = blocks.ListBlock(blocks.CharBlock(label=_("cell")), label=_("column headings"), min_num=1)
    rows = blocks.ListBlock(TableRowBlock(), label=_("rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


STORY_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", ParagraphBlock()),
    ("note", NoteBlock()),
    ("figure", FigureBlock()),
    ("roles", RolesBlock()),
    ("flow", FlowBlock()),
    ("case_teaser", CaseTeaserBlock()),
    ("quote", QuoteBlock()),
    ("results_chart", ResultsChartBlock()),
    ("table", TableBlock()),
    ("questions", QuestionsBlock()),
    ("documents", DocumentsBlock()),
    ("contact", ContactBlock()),
]


class StoryBlock(blocks.StreamBlock):
    """The body of a standard page."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__([*STORY_BLOCKS, *(local_blocks or [])], **kwargs)
