"""The pages of imports at the desk. Each parses what was asked, calls a service and shows the job as it then is."""

from abc import abstractmethod
from collections.abc import Sequence
from itertools import islice
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from .files import XLSX, faults_file, template_file
from .forms import HandInForm, MeaningsForm
from .importer import Actor, Importer
from .models import KEPT, ImportJob, State
from .plans import Outcome
from .presentation import explained_headings, row_view
from .services import hand_in, is_last, start_again, start_applying, start_undoing
from .services.working import refusals_of

ROWS_A_PAGE = 50
DOUBTFUL = "doubtful"
"""Asks for the rows that somebody should look at."""
MOST_REFUSALS = 200
"""So many records that stand in the way of an undo are named."""


class ImporterMixin(WagtailAdminTemplateMixin):
    """A page of one kind of import, for those only who may use it; `namespace` leads to its other pages."""

    # The viewset gives it; Django takes only what the class already has.
    importer = cast("Importer[Any]", None)
    namespace = ""
    header_icon = "upload"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.importer.may_use(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def actor(self) -> Actor:
        """Who does it; the desk lets nobody in who is not logged in."""
        return self.request.user

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"{self.namespace}:{name}", args=args)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list of this kind, the job if there is one, and the page itself."""
        items = [*self.breadcrumbs_items, {"url": self.address("index"), "label": str(self.importer.title)}]
        return [*items, *self.way_here(), {"url": "", "label": self.get_page_title()}]

    def way_here(self) -> list[dict[str, Any]]:
        return []

    @cached_property
    def job(self) -> ImportJob:
        jobs = ImportJob.objects.filter(kind=self.importer.code).select_related("created_by", "applied_by", "undone_by")
        return get_object_or_404(jobs, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        addresses = {name: self.address(name) for name in ("index", "new", "template", "meanings")}
        context: dict[str, Any] = super().get_context_data(importer=self.importer, addresses=addresses, **kwargs)
        return context


class ListView(ImporterMixin, BaseListingView):
    """All imports of this kind, the newest first."""

    paginate_by = ROWS_A_PAGE
    results_template_name = "core/imports/list_results.html"
    verbose_name_plural = ImportJob._meta.verbose_name_plural

    def get_page_title(self) -> str:
        return str(self.importer.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Hand in a file"), url=self.address("new"), icon_name="upload", priority=10),
            HeaderButton(_("Template to fill in"), url=self.address("template"), icon_name="download", priority=20),
            HeaderButton(_("Remembered headings"), url=self.address("meanings"), icon_name="link", priority=30),
        ]

    @cached_property
    def columns(self) -> Sequence[Column]:
        numbers = [Column(outcome.value, label=outcome.label) for outcome in Outcome]
        return [
            TitleColumn(
                "filename", label=pgettext("of an import", "File"), get_url=lambda job: self.address("job", job.pk)
            ),
            StatusTagColumn(
                "get_state_display",
                label=pgettext("of an import", "State"),
                primary=lambda job: job.state == State.APPLIED,
            ),
            *numbers,
            DateColumn("created_at", label=_("Handed in")),
            UserColumn("created_by", label=pgettext("of an import", "By"), blank_display_name=_("command line")),
        ]

    def get_base_queryset(self) -> Any:
        jobs = ImportJob.objects.filter(kind=self.importer.code)
        return jobs.select_related("created_by__wagtail_userprofile").order_by("-created_at", "-pk")


class HandInView(ImporterMixin, View):
    """The form that takes a file; what cannot be read is told beside the field, with status 422."""

    template_name = "core/imports/hand_in.html"
    page_title = gettext_lazy("Hand in a file")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(HandInForm(importer=self.importer))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = HandInForm(request.POST, request.FILES, importer=self.importer)
        if form.is_valid() and not self.importer.why_closed():
            upload = form.cleaned_data["file"]
            try:
                job = hand_in(self.importer, upload, upload.name, form.options(), self.actor)
            except ValidationError as refusal:
                form.add_error("file", refusal)
            else:
                return redirect(self.address("job", job.pk))
        return self._answer(form, status=422)

    def _answer(self, form: HandInForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, closed=self.importer.why_closed(), kept_days=KEPT.days)
        return self.render_to_response(context, status=status)


class JobView(ImporterMixin, View):
    """One import: its preview, its progress or what it did; `?show=wrong` shows the rows of one outcome."""

    template_name = "core/imports/job.html"

    def get_page_title(self) -> str:
        return self.job.filename

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = self.job
        if job.may_decide:
            form = kwargs.setdefault("meanings_form", MeaningsForm(job=job, importer=self.importer))
            kwargs["headings_open"] = form.is_bound or len(job.meanings) < len(job.foreign)
        shown = self.request.GET.get("show", "")
        rows = _shown_rows(job, shown)
        page = WagtailPaginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        counts = [(outcome.value, outcome.label, getattr(job, outcome.value)) for outcome in Outcome]
        return super().get_context_data(
            job=job,
            counts=counts,
            shown=shown if shown in (*Outcome.values, DOUBTFUL) else "",
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            rows=[row_view(row, self.importer) for row in page],
            explained=explained_headings(job, self.importer),
            chosen=[option for option in self.importer.options if job.options.get(option.name)],
            may_undo=job.state == State.APPLIED and job.forgotten_at is None and is_last(job),
            kept_days=KEPT.days,
            **{f"{name}_url": self.address(name, job.pk) for name in ("apply", "undo", "again", "faults", "explain")},
            **kwargs,
        )


def _shown_rows(job: ImportJob, shown: str) -> Any:
    if shown == DOUBTFUL:
        return job.rows.filter(is_doubtful=True)
    return job.rows.filter(outcome=shown) if shown in Outcome.values else job.rows.all()


class StepView(ImporterMixin, View):
    """Something is done with a job; a refusal is told on its page."""

    http_method_names = ["post"]

    @abstractmethod
    def take(self) -> str:
        """Do it; gives the name of the page to show then."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            page = self.take()
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            page = "job"
        return redirect(self.address(page, self.job.pk))


class ApplyView(StepView):
    def take(self) -> str:
        start_applying(self.job, self.actor)
        if self.job.state == State.APPLIED:
            messages.success(self.request, _("The import has been carried out."))
        return "job"


class AgainView(StepView):
    def take(self) -> str:
        start_again(self.job)
        messages.success(self.request, _("The work has been handed to the worker again."))
        return "job"


class UndoView(StepView):
    """Asks first, and names what cannot be undone; then undoes."""

    http_method_names = ["get", "post"]
    template_name = "core/imports/undo.html"
    page_title = gettext_lazy("Undo the import")

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": self.address("job", self.job.pk), "label": self.job.filename}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        can_be = self.job.state == State.APPLIED and self.job.forgotten_at is None and is_last(self.job)
        refused = list(islice(refusals_of(self.job, self.importer), MOST_REFUSALS + 1)) if can_be else []
        context = self.get_context_data(
            job=self.job,
            can_be=can_be,
            refused=refused[:MOST_REFUSALS],
            more_refused=len(refused) > MOST_REFUSALS,
            job_url=self.address("job", self.job.pk),
        )
        return self.render_to_response(context)

    def take(self) -> str:
        start_undoing(self.job, self.actor)
        if self.job.state == State.APPLIED:
            return "undo"  # which names what stands in the way
        if self.job.state == State.UNDONE:
            messages.success(self.request, _("The import has been undone."))
        return "job"


class FaultsView(ImporterMixin, View):
    """All faults as a CSV file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        headers = {"Content-Disposition": f'attachment; filename="faults-{self.job.pk}.csv"'}
        lines = faults_file(self.job, self.importer)
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


class TemplateView(ImporterMixin, View):
    """The spreadsheet to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        headers = {"Content-Disposition": f'attachment; filename="{self.importer.code}.xlsx"'}
        return HttpResponse(template_file(self.importer), content_type=XLSX, headers=headers)
