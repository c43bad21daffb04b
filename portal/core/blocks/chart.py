from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .structs import StructBlock


class ChartRowBlock(StructBlock):
    label = blocks.CharBlock(label=_("label"), max_length=80)
    value = blocks.DecimalBlock(label=_("value"), min_value=0, max_digits=12, decimal_places=2)

    class Meta:
        icon = "list-ul"


class ResultsChartValue(blocks.StructValue):
    @property
    def pairs(self) -> list[tuple[str, Decimal]]:
        """The rows as (label, value), as the chart's component takes them."""
        return [(row["label"], row["value"]) for row in self.filled_rows]

    @property
    def filled_rows(self) -> list[blocks.StructValue]:
        """The rows with a value: in a draft, which is previewed as well, some may wait for theirs."""
        return [row for row in self["rows"] if row["value"] is not None]


class ResultsChartBlock(StructBlock):
    """A bar chart and the table it is drawn from: the table is always shown."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    category = blocks.CharBlock(label=_("heading of the first column"), max_length=40)
    unit = blocks.CharBlock(label=_("unit"), max_length=20)
    rows = blocks.ListBlock(ChartRowBlock(), label=_("rows"), min_num=1)
    note = blocks.CharBlock(label=_("note"), required=False, max_length=200)
    is_sample = blocks.BooleanBlock(
        label=_("sample data"), required=False, help_text=_("Marks the figures as invented for demonstration.")
    )

    class Meta:
        icon = "table"
        label = _("Results: chart and table")
        template = "blocks/results_chart.html"
        value_class = ResultsChartValue
