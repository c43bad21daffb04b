"""The desk's way of taking cases off the site: one page or several at once, each time with the reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from casestudies.media_keys import media_keys
from casestudies.models import CaseStudyPage
from casestudies.services.unpublishing import Reason, TakenOff, may_unpublish, unpublish_cases
from portal.core.media.models import PortalImage

MOST_WORDS = 500


class ReasonForm(forms.Form):
    """Why cases are taken off; the words go to the history of the page."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Remarks"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Required for “Other”. Shown in the history of the page: write no names of pupils."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Please write the reason down."))
        return cleaned


class BulkReasonForm(ReasonForm):
    """The same where the pages chosen may have pages below them."""

    include_descendants = forms.BooleanField(
        label=gettext_lazy("Unpublish the pages below these pages too"), required=False
    )


class CaseUnpublishView(UnpublishView):
    """Asks for the reason, then unpublishes the case in all languages. A second click finds it done."""

    template_name = "casestudies/desk/unpublish.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.versions and self.object.permissions_for_user(request.user).can_publish():
            messages.warning(request, _("“%(title)s” is not on the site.") % {"title": self.get_object_display_title()})
            return redirect(self.get_next_url())
        if not may_unpublish(self.object, self.actor):
            raise PermissionDenied
        response: HttpResponse = super(UnpublishView, self).dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def versions(self) -> list[CaseStudyPage]:
        """The case in every language in which it is on the site."""
        translations = self.object.get_translations(inclusive=True).live().select_related("locale")
        return list(translations.order_by("-locale__language_code"))

    @property
    def actor(self) -> Any:
        """Who does it; the desk lets nobody in who is not logged in."""
        return self.request.user

    def get_objects_to_unpublish(self) -> list[CaseStudyPage]:
        return self.versions

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(ReasonForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._answer(form, status=422)
        stopped = self.run_hook("before_unpublish_page", request, self.object)
        if stopped is not None:
            return stopped
        done = unpublish_cases(
            [self.object], Reason(form.cleaned_data["reason"]), form.cleaned_data["note"], by=self.actor
        )
        stopped = self.run_hook("after_unpublish_page", request, self.object)
        if stopped is not None:
            return stopped
        messages.success(request, told(self.get_object_display_title(), done), buttons=self.get_success_buttons())
        return redirect(self.get_next_url())

    def _answer(self, form: ReasonForm, status: int = 200) -> HttpResponse:
        images = PortalImage.objects.filter(
            pk__in={key for case in self.versions for key in media_keys(case).image_keys}
        )
        context = self.get_context_data(form=form, versions=self.versions, pictures=images.order_by("title"))
        return self.render_to_response(context, status=status)


def told(title: str, done: TakenOff) -> str:
    """What was done, for the message at the top of the next page."""
    sentences = [
        ngettext(
            "“%(title)s” was taken off the site (%(number)d page).",
            "“%(title)s” was taken off the site in all languages (%(number)d pages).",
            len(done.pages),
        )
        % {"title": title, "number": len(done.pages)}
    ]
    if done.consents:
        sentences.append(
            ngettext(
                "The consent for %(number)d picture or file was set to withdrawn.",
                "The consent for %(number)d pictures and files was set to withdrawn.",
                done.consents,
            )
            % {"number": done.consents}
        )
    return " ".join(sentences)


class CaseUnpublishBulkAction(UnpublishBulkAction):
    """Wagtail's own action for several pages, which asks for the reason as soon as a case is among them."""

    template_name = "casestudies/desk/bulk_unpublish.html"

    def get_form_class(self) -> type[forms.Form]:
        return BulkReasonForm if self.has_cases else self.form_class

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        if self.has_cases and not self.has_pages_below:
            form.fields["include_descendants"].widget = forms.HiddenInput()
        return form

    @cached_property
    def has_pages_below(self) -> bool:
        objects, _rest = self.get_actionable_objects()
        return any(page.get_descendants().live().exists() for page in objects if page.numchild)

    @cached_property
    def has_cases(self) -> bool:
        objects, _rest = self.get_actionable_objects()
        return bool(_cases_among(objects))

    def check_perm(self, page: Page) -> bool:
        case = page.specific
        if isinstance(case, CaseStudyPage) and page.live:
            return may_unpublish(case, self.request.user)
        return bool(super().check_perm(page))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "has_cases": self.has_cases}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> Any:
        if not self.has_cases or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return ngettext(
            "%(number)d page was taken off the site, with its other languages.",
            "%(number)d pages were taken off the site, with their other languages.",
            num_parent_objects,
        ) % {"number": num_parent_objects}

    def get_execution_context(self) -> dict[str, Any]:
        cleaned = self.cleaned_form.cleaned_data
        return {**super().get_execution_context(), "reason": cleaned.get("reason"), "note": cleaned.get("note", "")}

    @classmethod
    def execute_action(
        cls, objects: list[Page], reason: str | None = None, note: str = "", user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        cases = _cases_among(objects)
        if cases:
            if reason is None:
                raise ValueError("cases are taken off with a reason only")
            unpublish_cases(cases, Reason(reason), note, by=user)
        others = [page for page in objects if page.pk not in {case.pk for case in cases}]
        pages, below = super().execute_action(others, user=user, **kwargs)
        return pages + len(cases), below


def _cases_among(pages: Iterable[Page]) -> list[CaseStudyPage]:
    return list(CaseStudyPage.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk"))
