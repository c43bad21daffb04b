"""What the desk does for one person: a one-time code by telephone, the second factor of a lost telephone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from members.schools import second_factor
from members.schools.models import CodePurpose, Membership, OneTimeCode
from members.schools.services import desk_code

PERMISSION = "schools.change_membership"


class PersonMixin(WagtailAdminTemplateMixin):
    """A page about one person of a school, for those who look after memberships."""

    header_icon = "user"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponseBase = never_cache(super().dispatch)(request, *args, **kwargs)
        return response

    @property
    def actor(self) -> Any:
        return self.request.user

    @cached_property
    def membership(self) -> Membership:
        return get_object_or_404(Membership.objects.select_related("user", "school"), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("memberships:index"), "label": _("People in charge")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context


class CodeView(PersonMixin, View):
    """Asks whether the caller is who they say, then makes a one-time code."""

    template_name = "members/desk/person_code.html"
    page_title = gettext_lazy("One-time code")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(person=self.membership))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code = desk_code(self.membership.user, actor=self.actor)
        return redirect("memberships:code-shown", code.pk)


class CodeShownView(PersonMixin, View):
    """The code, for as long as it is open, to whom it was issued at the desk."""

    template_name = "members/desk/person_code_shown.html"
    page_title = gettext_lazy("One-time code")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = OneTimeCode.objects.open().filter(purpose=CodePurpose.DESK, issued_by=self.actor)
        code = mine.filter(pk=self.kwargs["pk"]).select_related("user").first()
        if code is None:
            raise Http404
        return self.render_to_response(self.get_context_data(code=code))


class SecondFactorOffView(PersonMixin, View):
    """Asks, then takes the second factor away."""

    template_name = "members/desk/person_factor.html"
    page_title = gettext_lazy("Switch off the second factor")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        has_one = second_factor.device_of(self.membership.user) is not None
        return self.render_to_response(self.get_context_data(person=self.membership, has_one=has_one))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if second_factor.switch_off(self.membership.user, actor=self.actor):
            messages.success(request, _("The second factor is switched off; the person was told by mail."))
        return redirect("memberships:index")
