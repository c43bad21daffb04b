"""The pages about foreign headings: saying what they mean, and forgetting what is remembered of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from .columns import by_name
from .forms import MeaningsForm
from .models import ImportMeaning
from .services import explain_headings, forget_meaning
from .views import ImporterMixin, JobView


class ExplainView(JobView):
    """Takes what the foreign headings of a file mean; what was chosen wrongly is shown again with status 422."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.address("job", self.job.pk))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MeaningsForm(request.POST, job=self.job, importer=self.importer)
        if self.job.may_decide and not form.is_valid():
            return self.render_to_response(self.get_context_data(meanings_form=form), status=422)
        try:
            explain_headings(self.job, form.decided() if self.job.may_decide else {}, self.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(self.address("job", self.job.pk))


class MeaningsView(ImporterMixin, View):
    """The remembered headings of this kind."""

    template_name = "core/imports/meanings.html"
    page_title = gettext_lazy("Remembered headings")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns = by_name(self.importer.columns)
        found = ImportMeaning.objects.filter(kind=self.importer.code).select_related("remembered_by")
        rows = [
            {
                "meaning": meaning,
                "column": columns.get(meaning.column),
                "forget_url": self.address("forget", meaning.pk),
            }
            for meaning in found
        ]
        return self.render_to_response(self.get_context_data(rows=rows))


class ForgetView(ImporterMixin, View):
    """Forgets one heading."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if forget_meaning(self.importer.code, self.kwargs["pk"], self.actor):
            messages.success(request, _("The heading has been forgotten."))
        return redirect(self.address("meanings"))
