"""What the desk does for one person: a one-time code by telephone, the second factor of a lost telephone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from members.schools import second_factor
from members.schools.models import CodePurpose, Membership, OneTimeCode
from members.schools.services import desk_code
from portal.core.desk.pages import DeskPage

PERMISSION = "schools.change_membership"


class PersonPage(DeskPage):
    """A page about one person of a school, for those who look after memberships."""

    header_icon = "user"
    permission = PERMISSION
    index = ("memberships:index", gettext_lazy("People in charge"))

    @cached_property
    def membership(self) -> Membership:
        return get_object_or_404(Membership.objects.select_related("user", "school"), pk=self.kwargs["pk"])


class CodeView(PersonPage, View):
    """Asks whether the caller is who they say, then makes a one-time code."""

    template_name = "members/desk/person_code.html"
    page_title = gettext_lazy("One-time code")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(person=self.membership))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code = desk_code(self.membership.user, actor=self.actor)
        return redirect("memberships:code-shown", code.pk)


class CodeShownView(PersonPage, View):
    """The code, for as long as it is open, to whom it was issued at the desk."""

    template_name = "members/desk/person_code_shown.html"
    page_title = gettext_lazy("One-time code")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = OneTimeCode.objects.open().filter(purpose=CodePurpose.DESK, issued_by=self.actor)
        code = mine.filter(pk=self.kwargs["pk"]).select_related("user").first()
        if code is None:
            raise Http404
        return self.render_to_response(self.get_context_data(code=code))


class SecondFactorOffView(PersonPage, View):
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
