"""The list of one wish at the desk: its reasons, what the desk has decided about it, and what may be done next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from members.partners.models import PartnerSchool
from members.suggestions import selectors, services
from members.suggestions.cards import cards_of
from members.suggestions.desk_mark_form import MarkForm
from members.suggestions.funnel import funnel_steps
from members.suggestions.models import DeskMark, MarkKind
from members.suggestions.why import partners_named, why
from members.wishes.models import ExchangeWish
from portal.core.desk.pages import DeskPage

LONGEST = 100


class WishPage(DeskPage):
    """A page of the desk about the list of one wish."""

    header_icon = "list-ol"
    index = ("match_runs:index", gettext_lazy("Suggestions"))
    permission = "suggestions.view_matchrun"

    @cached_property
    def wish(self) -> ExchangeWish:
        return get_object_or_404(ExchangeWish.objects.select_related("school"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{super().get_page_title()} – {self.wish.title} ({self.wish.school.name})"


class WishListView(WishPage, View):
    """GET shows the newest list; `?q=` looks partners up. POST makes the list anew."""

    template_name = "suggestions/desk/wish.html"
    page_title = gettext_lazy("Suggestions")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wish, run = self.wish, selectors.newest_run(self.wish)
        suggestions = list(run.suggestions.all()) if run else []
        words = request.GET.get("q", "").strip()[:LONGEST]
        marks = selectors.marks_of(wish)
        listed = {one.partner_id for one in suggestions}
        waiting = [mark.partner for mark in marks if mark.is_pin and mark.partner_id not in listed]
        context = self.get_context_data(
            wish=wish,
            run=run,
            rows=list(zip(suggestions, cards_of(wish, suggestions, asking=False), strict=True)),
            steps=funnel_steps(wish, run.excluded, run.considered) if run else [],
            marks=marks,
            refused_pins=why(wish, run, waiting) if waiting and wish.is_open else [],
            words=words,
            answers=why(wish, run, partners_named(words)) if words and wish.is_open else [],
            open_request=selectors.open_request(wish),
            next_choices=selectors.next_choices(wish),
            past_requests=selectors.past_requests(wish),
            declined=selectors.declined_partners(wish),
            may_decide=request.user.has_perm("suggestions.add_deskmark"),
            may_ask=request.user.has_perm("suggestions.add_partnerrequest"),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.wish.is_open:
            services.refresh_suggestions(self.wish)
            messages.success(request, _("The list is made anew."))
        else:
            messages.warning(request, _("This wish is no longer open."))
        return redirect("match_runs:wish", self.wish.pk)


class MarkPage(WishPage):
    """A page about one partner for a wish, for those who may decide."""

    permission = "suggestions.add_deskmark"

    @cached_property
    def partner(self) -> PartnerSchool:
        return get_object_or_404(PartnerSchool.objects.visible(), pk=self.kwargs["partner_pk"])

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": reverse("match_runs:wish", args=[self.wish.pk]), "label": self.wish.title}]


class DecideView(MarkPage, View):
    """Put a partner first, hide it or keep it from the school: GET asks for the reason, POST does it."""

    template_name = "suggestions/desk/decide.html"
    page_title = gettext_lazy("Decide about a suggestion")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = request.GET.get("kind", "")
        return self._shown(MarkForm(initial={"kind": kind if kind in MarkKind.values else ""}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MarkForm(request.POST)
        if not form.is_valid():
            return self._shown(form, 422)
        kind = MarkKind(form.cleaned_data["kind"])
        services.mark_partner(self.wish, self.partner, kind, reason=form.cleaned_data["reason"], by=self.actor)
        words = {
            MarkKind.PIN: _("%(partner)s stands first from now on, as long as no rule refuses it."),
            MarkKind.HIDE: _("%(partner)s is hidden from this wish."),
            MarkKind.BLOCK: _("%(partner)s is not suggested to this school any more, for any wish."),
        }[kind]
        messages.success(request, words % {"partner": self.partner})
        return redirect("match_runs:wish", self.wish.pk)

    def _shown(self, form: MarkForm, status: int = 200) -> HttpResponse:
        run = selectors.newest_run(self.wish)
        answers = why(self.wish, run, [self.partner]) if self.wish.is_open else []
        context = self.get_context_data(wish=self.wish, partner=self.partner, form=form, answers=answers)
        return self.render_to_response(context, status=status)


class LiftView(WishPage, View):
    """Take a decision back."""

    permission = "suggestions.delete_deskmark"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("match_runs:wish", self.wish.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        marks = {mark.pk: mark for mark in selectors.marks_of(self.wish)}
        mark: DeskMark | None = marks.get(self.kwargs["mark"])
        if mark is not None and services.lift_mark(self.wish, mark, by=self.actor):
            messages.success(request, _("The decision about %(partner)s is taken back.") % {"partner": mark.partner})
        else:
            messages.warning(request, _("Somebody else has taken this decision back already."))
        return redirect("match_runs:wish", self.wish.pk)
