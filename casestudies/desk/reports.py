"""The reports of this room in the desk's menu, and what they tell on its first page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from casestudies.desk.consent_report import ConsentReportView
from casestudies.desk.consent_rows import consent_rows, hidden_numbers
from casestudies.desk.coverage_report import CoverageReportView
from portal.core.desk.menu import PageEditorsMenuItem
from portal.core.media.consent import HIDING, ConsentState


def addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    return [
        path("reports/coverage/", CoverageReportView.as_view(), name="case_coverage"),
        path("reports/coverage/results/", CoverageReportView.as_view(results_only=True), name="case_coverage_results"),
        path("reports/consents/", ConsentReportView.as_view(), name="case_consents"),
        path("reports/consents/results/", ConsentReportView.as_view(results_only=True), name="case_consents_results"),
    ]


def coverage_item() -> PageEditorsMenuItem:
    return PageEditorsMenuItem(
        gettext_lazy("Coverage of the case studies"),
        reverse("case_coverage"),
        name="case-coverage",
        icon_name="table",
        order=100,
    )


def consents_item() -> PageEditorsMenuItem:
    return PageEditorsMenuItem(
        gettext_lazy("Consent for photographs"),
        reverse("case_consents"),
        name="case-consents",
        icon_name="image",
        order=110,
    )


class ConsentPanel(Component):
    """How many pictures and files of cases are hidden, and how many consents end soon, each with its list."""

    name = "case_consents"
    template_name = "casestudies/desk/consent_panel.html"
    order = 120

    def __init__(self) -> None:
        self.hidden, self.ending = hidden_numbers(consent_rows())

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        report = reverse("case_consents")
        hidden = "&".join(f"state={state.value}" for state in HIDING)
        return {
            "rows": [
                (_("Photographs and files without a valid consent"), self.hidden, f"{report}?{hidden}"),
                (_("Consents that end within 90 days"), self.ending, f"{report}?state={ConsentState.ENDING.value}"),
            ]
        }


def may_see(request: HttpRequest) -> bool:
    """Whether the report is open to this person."""
    return bool(PagePermissionPolicy().user_has_any_permission(request.user, ["add", "change", "publish"]))
