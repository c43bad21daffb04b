"""The queue of schools abroad that ask to be listed: looked at, accepted, declined, put away as spam."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from members.partners.application_models import ApplicationStatus, DeclineReason, PartnerApplication
from members.partners.duplicates import likely_duplicates
from members.partners.services import applications
from portal.core.countries import country_name
from portal.core.desk.menu import MEMBERS_MENU
from portal.core.desk.pages import DeskPage
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField

ROWS_A_PAGE = 50
_TOLD = (
    "name_en",
    "name_local",
    "country",
    "city",
    "timezone",
    "age_min",
    "age_max",
    "exchange_types",
    "languages",
    "themes",
    "contact_name",
    "contact_email",
    "story_en",
)


class DeclineForm(forms.Form):
    """Why a school is not listed. The reason is told to it, the remark is not."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason, told to the school"), choices=DeclineReason.choices)
    remark = forms.CharField(
        label=gettext_lazy("Remark for the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QueuePage(DeskPage):
    """A page of the queue."""

    header_icon = "download"
    permission = "partners.change_partnerapplication"
    index = ("partner_applications:index", gettext_lazy("Applications of schools abroad"))


class QueueView(QueuePage, View):
    """The applications of a state, those to be decided first; the one that has waited longest on top."""

    template_name = "partner_links/desk/applications.html"
    page_title = gettext_lazy("Applications of schools abroad")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("status", "")
        status = ApplicationStatus(asked) if asked in ApplicationStatus.values else ApplicationStatus.NEW
        counted = PartnerApplication.objects.order_by().values_list("status").annotate(number=Count("pk"))
        numbers = dict(counted)
        newest_first = status not in (ApplicationStatus.NEW, ApplicationStatus.UNPROVED)
        rows = PartnerApplication.objects.filter(status=status).select_related("decided_by", "partner")
        rows = rows.order_by("-created_at" if newest_first else "created_at", "pk")
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p"))
        states = [(each, numbers.get(each.value, 0)) for each in ApplicationStatus]
        return self.render_to_response(self.get_context_data(states=states, status=status, page_obj=page))


class ApplicationView(QueuePage, View):
    """One application with what the register may hold already; POST decides."""

    template_name = "partner_links/desk/application.html"

    @cached_property
    def application(self) -> PartnerApplication:
        found = PartnerApplication.objects.select_related("decided_by", "partner")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.application.name_en

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(DeclineForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        form = DeclineForm(request.POST if action == "decline" else None)
        if action == "decline" and not form.is_valid():
            return self._answer(form, status=422)
        steps: dict[str, tuple[Callable[[], Any], str]] = {
            "accept": (
                lambda: applications.accept(self.application, actor=self.actor),
                _("The school is listed, and its link is on its way."),
            ),
            "decline": (
                lambda: applications.decline(self.application, **form.cleaned_data, actor=self.actor),
                _("The application is declined, and the school is told."),
            ),
            "spam": (
                lambda: applications.mark_spam(self.application, actor=self.actor),
                _("The application is put away as spam. Nobody is told."),
            ),
        }
        if action not in steps:
            raise Http404
        return self._decide(*steps[action])

    def _decide(self, step: Callable[[], Any], done: str) -> HttpResponse:
        try:
            step()
        except applications.DecidedMeanwhileError:
            messages.error(self.request, _("Somebody else has decided about this application already."))
            return redirect("partner_applications:application", self.application.pk)
        except ValidationError as refused:
            messages.error(self.request, " ".join(refused.messages))
            return redirect("partner_applications:application", self.application.pk)
        messages.success(self.request, done)
        return redirect("partner_applications:index")

    def _answer(self, form: DeclineForm, status: int = 200) -> HttpResponse:
        one = self.application
        alike = likely_duplicates(one.name_en, one.country, one.city, one.website, exclude=one.partner)
        context = self.get_context_data(application=one, facts=facts_of(one), duplicates=alike, form=form)
        return self.render_to_response(context, status=status)


def facts_of(application: PartnerApplication) -> list[tuple[str, str]]:
    """What the school wrote, label and words."""
    found = []
    for name in _TOLD:
        field: Any = PartnerApplication._meta.get_field(name)
        value = getattr(application, name)
        if isinstance(field, CodeListField | GradedCodesField):
            words = _(", ").join(field.labels(value))
        else:
            words = country_name(value) if name == "country" else str(value)
        found.append((capfirst(str(field.verbose_name)), words))
    return [(label, words) for label, words in found if words]


class QueueMenuItem(MenuItem):
    """Shown to those who decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(QueuePage.permission))


class ApplicationsViewSet(ViewSet):
    """The pages under `/cms/partner_applications/`."""

    icon = "download"
    menu_label = gettext_lazy("Applications of schools abroad")
    menu_name = "partner_applications"
    menu_order = 44
    menu_hook = MEMBERS_MENU

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return QueueMenuItem(
            self.menu_label,
            self.menu_url,
            name=self.menu_name,
            icon_name=self.icon,
            order=self.get_menu_item_order(order),
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [("", "index", QueueView), ("<int:pk>/", "application", ApplicationView)]
        return [path(route, self.construct_view(view), name=name) for route, name, view in pages]


applications_viewset = ApplicationsViewSet("partner_applications", url_prefix="partner_applications")
