"""What the desk does for one school: a letter, a look at its pages, everything that is stored about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import View

from members.schools import looking
from members.schools.models import School
from members.schools.whole_record import zip_of
from portal.core import audit
from portal.core.desk.pages import DeskPage
from portal.core.step_up import ask_first, is_fresh

from .letters import PERMISSION as MAY_ISSUE
from .scopes import Scope


class SchoolPage(DeskPage):
    """A page of the desk about one school."""

    header_icon = "home"
    index = ("schools:index", gettext_lazy("Schools"))

    @cached_property
    def school(self) -> School:
        return get_object_or_404(School, pk=self.kwargs["pk"])


class SchoolLetterView(SchoolPage, View):
    """To the form for letters, with this school filled in."""

    permission = MAY_ISSUE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(f"{reverse('letters:issue')}?scope={Scope.NAMED}&codes={self.school.code}")


class LookView(SchoolPage, View):
    """Says what looking means, then begins."""

    permission = looking.PERMISSION
    template_name = "members/desk/school_look.html"
    page_title = gettext_lazy("Look at the school's pages")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        minutes = int(looking.LASTS.total_seconds() // 60)
        return self.render_to_response(self.get_context_data(school=self.school, minutes=minutes))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        looking.start(request, self.school, self.actor)
        return redirect("members:dashboard")


class EverythingView(SchoolPage, View):
    """Everything that is stored about a school, as a ZIP of JSON files; after a fresh proof."""

    permission = "schools.export_school"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_fresh(request):
            return ask_first(request)
        audit.record("schools.data_exported", self.school, actor=self.actor)
        headers = {"Content-Disposition": f'attachment; filename="school-{self.school.code}.zip"'}
        return HttpResponse(zip_of(self.school), content_type="application/zip", headers=headers)
