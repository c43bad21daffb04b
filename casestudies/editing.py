"""The desk's own pages for writing a case study: templates to begin with, and refusals that come as messages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from casestudies.desk.list_filters import CaseFilters
from casestudies.desk.lists import CaseExplorerView, explorer_columns
from casestudies.desk.unpublishing import CaseUnpublishView
from casestudies.models import CaseStudyPage
from casestudies.starting_points import starting_points


class CaseCreateView(CreateView):
    """`?template=letter_card` fills the empty form with the questions of that template; unknown codes do nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        point = starting_points().get(request.GET.get("template", ""))
        if point is not None:
            point.fill(self.page, self.locale.language_code)
        response: HttpResponse = super().get(request)
        return response


class CaseWorkflowActionView(WorkflowActionView):
    """An approval that would publish what must not be published is refused with the reasons, back in the editor."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().post(request, *args, **kwargs)
        except ValidationError as refusal:
            messages.error(request, _refusal(self.object, refusal))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                response = self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
            else:
                response = redirect(self.redirect_url)
        return response


class CaseEditing(PageViewSet):
    """Wagtail's views of a case study, where ours differ; the list is the one below an archive in the explorer."""

    model = CaseStudyPage
    index_view_class = CaseExplorerView
    columns = explorer_columns()
    filterset_class = CaseFilters
    add_view_class = CaseCreateView
    workflow_action_view_class = CaseWorkflowActionView
    unpublish_view_class = CaseUnpublishView


@hooks.register("before_bulk_action")
def refuse_unfinished_cases(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Publish several pages at once only when each case among them may be published."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    refusals = list(_refusals(objects, action.cleaned_form.cleaned_data.get("include_descendants", False)))
    for refusal in refusals:
        messages.error(request, refusal)
    return redirect(action.next_url) if refusals else None


@hooks.register("after_publish_page")
def remind_of_approval(request: HttpRequest, page: Page) -> None:
    """Tell the editor when the school's agreement is not on record."""
    if isinstance(page, CaseStudyPage) and page.approved_on is None:
        messages.warning(
            request,
            _("Published without a record of the school’s agreement. Please enter the day under “%(field)s”.")
            % {"field": page._meta.get_field("approved_on").verbose_name},
        )


def _refusals(pages: Iterable[Page], with_descendants: bool) -> Iterator[str]:
    """Why each of these pages cannot be published, or nothing."""
    drafts = CaseStudyPage.objects.none()
    for page in pages:
        drafts |= CaseStudyPage.objects.filter(pk=page.pk)
        if with_descendants:
            drafts |= CaseStudyPage.objects.descendant_of(page).not_live()
    for case in drafts:
        try:
            case.get_latest_revision_as_object().full_clean()
        except ValidationError as refusal:
            yield _refusal(case, refusal)


def _refusal(case: CaseStudyPage, refusal: ValidationError) -> str:
    sentence = _("“%(title)s” cannot be published yet: %(reasons)s")
    return sentence % {"title": case.get_admin_display_title(), "reasons": " ".join(refusal.messages)}
