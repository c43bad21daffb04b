"""The columns of the desk's lists of cases."""

from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import PageTitleColumn

from casestudies.desk.list_rows import DeskFacts, PictureState
from casestudies.desk.report_style import report_style
from casestudies.desk.row_buttons import RowMenu
from casestudies.models import CaseStudyPage
from casestudies.translating import TranslationState
from portal.core.dates import in_japanese


class CodesColumn(Column):
    """The labels of a field of codes in the language of the desk."""

    def get_value(self, instance: Any) -> str:
        if not isinstance(instance, CaseStudyPage):
            return ""
        return ("、" if in_japanese() else ", ").join(instance.labels(self.name))


class CaseTitleColumn(PageTitleColumn):
    """The title with a menu that asks no query a row."""

    cell_template_name = "casestudies/desk/title_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        menu = RowMenu(instance, parent_context["request"].user, parent_context["actions_next_url"])
        return {**context, "row_menu": menu}


class DayColumn(Column):
    """The first day as digits, which line up in a column: 2025-11-12."""

    @property
    def media(self) -> Media:
        return report_style()

    def get_value(self, instance: Any) -> str:
        day = getattr(instance, "date_from", None)
        return day.isoformat() if day else ""


class DeskFactColumn(Column):
    """A part of the row's `DeskFacts`; `warns` are the values at which somebody should look."""

    cell_template_name = "casestudies/desk/state_cell.html"

    def __init__(self, name: str, warns: tuple[Any, ...], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.warns = warns

    def get_value(self, instance: Any) -> Any:
        facts: DeskFacts | None = getattr(instance, "desk", None)
        return getattr(facts, self.name) if facts is not None else None

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        value = context["raw_value"]
        return {**context, "label": getattr(value, "label", ""), "warns": value in self.warns}


class CompletenessColumn(DeskFactColumn):
    """The percentage, with a bar of Wagtail's own."""

    cell_template_name = "casestudies/desk/percent_cell.html"


CASE_COLUMNS: tuple[BaseColumn, ...] = (
    DayColumn("date_from", label=_("First day"), sort_key="date_from", classname="desk-day"),
    Column("school_type", label=_("School type"), accessor="get_school_type_display", sort_key="school_type"),
    CodesColumn("exchange_types", label=_("Exchange type")),
    CodesColumn("countries", label=_("Country or region")),
    CompletenessColumn("percent", (), label=_("Completeness")),
    DeskFactColumn("pictures", (PictureState.PROBLEM, PictureState.ENDING), label=_("Consent for pictures")),
    DeskFactColumn(
        "translation",
        (TranslationState.MISSING, TranslationState.UNFINISHED, TranslationState.OUTDATED),
        label=_("Other language"),
    ),
)
