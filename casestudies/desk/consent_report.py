"""The report on consents: pictures and files of cases that are hidden, or whose consent ends soon."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from casestudies.desk.consent_rows import ConsentRow, consent_rows
from casestudies.desk.report_style import report_style
from casestudies.models import CaseStudyPage
from portal.core.desk.spreadsheets import SafeExportMixin
from portal.core.media.consent import ConsentState

STATES = [(state.value, state.label) for state in ConsentState if state != ConsentState.FINE]
KINDS = (("image", _("Photographs")), ("document", _("Files")))
USES = (("live", _("In a case on the site")), ("draft", _("In drafts only")))


class ConsentFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("Consent"), choices=STATES, widget=forms.CheckboxSelectMultiple)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect, empty_label=_("All"))
    use = django_filters.ChoiceFilter(label=_("Used"), choices=USES, widget=forms.RadioSelect, empty_label=_("All"))


class _Cell(Column):
    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda row: row, **kwargs)
        self.cell_template_name = f"casestudies/desk/{template}"


class ConsentReportView(SafeExportMixin, ReportView):
    """The most urgent first: withdrawn, expired, not yet checked, ending within 90 days."""

    page_title = _("Consent for photographs")
    header_icon = "image"
    model = CaseStudyPage
    any_permission_required = ["add", "change", "publish"]
    index_url_name = "case_consents"
    index_results_url_name = "case_consents_results"
    filterset_class = ConsentFilters
    is_searchable = False
    columns = [
        _Cell("medium", "consent_medium_cell.html", label=_("Photograph or file"), classname="title"),
        _Cell("state", "consent_state_cell.html", label=_("Consent")),
        _Cell("uses", "consent_uses_cell.html", label=_("Used in")),
        Column("scope", label=_("Scope")),
        Column("checked_by", label=_("Checked by")),
        Column("checked_on", label=_("Checked on"), accessor=lambda row: _iso(row.checked_on), classname="desk-day"),
        Column("until", label=_("Valid until"), accessor=lambda row: _iso(row.until), classname="desk-day"),
    ]
    list_export = [
        "title",
        "kind_label",
        "state.label",
        "titles_of_cases",
        "is_live",
        "scope",
        "checked_by",
        "checked_on",
        "until",
    ]
    export_headings = {
        "title": _("Photograph or file"),
        "kind_label": _("Kind"),
        "state.label": _("Consent"),
        "titles_of_cases": _("Used in"),
        "is_live": _("In a case on the site"),
        "scope": _("Scope"),
        "checked_by": _("Checked by"),
        "checked_on": _("Checked on"),
        "until": _("Valid until"),
    }
    export_filename = "consents"

    @property
    def no_results_message(self) -> Any:
        if self.is_filtering:
            return _("Nothing fits these filters.")
        return _("All pictures and files of the case studies have a consent that is in order.")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": CaseStudyPage.objects.none()}

    @cached_property
    def chosen(self) -> Mapping[str, Any]:
        return self.filters.form.cleaned_data if self.filters.is_valid() else {}

    def get_filtered_queryset(self) -> list[ConsentRow]:
        return [row for row in consent_rows() if self._fits(row)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "media": context["media"] + report_style()}

    def _fits(self, row: ConsentRow) -> bool:
        states, kind, use = (self.chosen.get(name) for name in ("state", "kind", "use"))
        return (
            (not states or row.state in states)
            and (not kind or row.is_image == (kind == "image"))
            and (not use or row.is_live == (use == "live"))
        )


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
