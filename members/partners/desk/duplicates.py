"""Pages of the desk on which two entries are found to be one school, or two."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from members.partners.duplicates import likenesses_of
from members.partners.merging import GROUPS, WEEK, Side, differing, label_of, may_join, proposed
from members.partners.models import PartnerMerge, PartnerSchool
from members.partners.own_year import read_year
from members.partners.services import merge_partners, tell_apart, undo_merge
from portal.core.desk.pages import DeskPage

from .pages import MAY_CHANGE, PartnerPage
from .words import value_words, year_words


class DuplicatesView(PartnerPage, View):
    """The entries that may be the same school as this one."""

    template_name = "partners/desk/duplicates.html"
    page_title = gettext_lazy("Possible duplicates")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(partner=self.partner, likenesses=likenesses_of(self.partner))
        return self.render_to_response(context)


class PairPage(PartnerPage):
    """A page about two entries: the one that would be kept, and the other."""

    @cached_property
    def other(self) -> PartnerSchool:
        if self.kwargs["other"] == self.kwargs["pk"]:
            raise Http404
        return get_object_or_404(PartnerSchool, pk=self.kwargs["other"])

    def way_here(self) -> list[dict[str, Any]]:
        url = reverse("partners:duplicates", args=[self.partner.pk])
        return [{"url": url, "label": _("Possible duplicates")}]


class TellApartView(PairPage, View):
    """The two are two schools."""

    http_method_names = ["post"]
    page_title = gettext_lazy("Two schools")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tell_apart(self.partner, self.other, actor=self.actor)
        messages.success(request, _("They are kept as two schools, and not shown as duplicates any more."))
        return redirect("partners:duplicates", self.partner.pk)


class MergeForm(forms.Form):
    """For each group of fields in which two entries differ: whose values are taken."""

    def __init__(self, *args: Any, kept: PartnerSchool, duplicate: PartnerSchool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = kept, duplicate
        years = [read_year(one) for one in self.pair]
        for group in differing(kept, duplicate):
            self._add(group, proposed(kept, duplicate, group), [value_words(one, GROUPS[group]) for one in self.pair])
        if years[0] != years[1]:
            first = Side.KEPT if any(years[0].values()) else Side.DUPLICATE
            self._add(WEEK, first, [year_words(year) for year in years])

    def _add(self, group: str, initial: Side, words: list[str]) -> None:
        sides = [Side.KEPT, Side.DUPLICATE, *([Side.BOTH] if group != WEEK and may_join(group) else [])]
        choices = [(side.value, side.label) for side in sides]
        field = forms.ChoiceField(
            label=label_of(group), choices=choices, initial=initial.value, widget=forms.RadioSelect
        )
        self.fields[group] = field
        self.words = {**getattr(self, "words", {}), group: words}

    def rows(self) -> list[tuple[Any, list[str]]]:
        """The bound fields, each with what the two entries hold."""
        return [(self[name], self.words[name]) for name in self.fields]

    def choices(self) -> dict[str, Side]:
        return {group: Side(value) for group, value in self.cleaned_data.items()}


class MergeView(PairPage, View):
    """Shows both entries side by side, lets the desk choose, and merges."""

    template_name = "partners/desk/merge.html"
    page_title = gettext_lazy("Merge two entries")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(MergeForm(kept=self.partner, duplicate=self.other))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MergeForm(request.POST, kept=self.partner, duplicate=self.other)
        if form.is_valid():
            try:
                merge_partners(self.partner, self.other, form.choices(), actor=self.actor)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                messages.success(
                    request,
                    _("The two entries are one now."),
                    buttons=[messages.button(reverse("partner_merges:index"), _("Merged entries"))],
                )
                return redirect("partners:edit", self.partner.pk)
        return self._answer(form, status=422)

    def _answer(self, form: MergeForm, status: int = 200) -> HttpResponse:
        is_open = not (self.partner.merged_into_id or self.other.merged_into_id)
        context = self.get_context_data(form=form, kept=self.partner, duplicate=self.other, is_open=is_open)
        return self.render_to_response(context, status=status)


class UndoMergeView(DeskPage, View):
    """Asks, then takes a merge back and says what had been changed since."""

    header_icon = "globe"
    permission = MAY_CHANGE
    index = ("partner_merges:index", gettext_lazy("Merged entries"))
    template_name = "partners/desk/undo_merge.html"
    page_title = gettext_lazy("Take the merge back")

    @cached_property
    def merge(self) -> PartnerMerge:
        return get_object_or_404(PartnerMerge.objects.select_related("kept", "duplicate"), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(merge=self.merge))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            undone = undo_merge(self.merge, actor=self.actor)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("partner_merges:index")
        messages.success(request, _("The two entries are two again."))
        if undone.left:
            names = _(", ").join(label_of(group) for group in undone.left)
            text = _("Changed since the merge, and therefore left as it is now: %(fields)s")
            messages.warning(request, text % {"fields": names})
        return redirect("partner_merges:index")
