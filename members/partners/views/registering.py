"""A school abroad asks to be listed, without an account; it enters the queue when it has proved its address."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from members.partners.application_models import PartnerApplication
from members.partners.letters.wording import FIRST, Wording, languages, wording_for
from members.partners.profile.forms import RecordForm
from members.partners.services.applications import hand_in
from members.partners.services.tries import APPLY_FOR, APPLY_FROM, may_try
from portal.core.client_address import client_address
from portal.core.form_stamps import LEAST_SECONDS, opened_now, seconds_since
from portal.core.private_pages import private

from .answers import answer, said

SALT = "members.partners.register"
MOST_LINKS = 2
"""So many web addresses may stand in the story; the school has a field for its own."""
TRAP = "nickname"
"""A field that people do not see and programs fill in."""
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


class ApplicationForm(RecordForm):
    """The essentials of a profile, consent, and two traps for programs."""

    model = PartnerApplication
    names = (
        "name_en",
        "name_local",
        "country",
        "city",
        "timezone",
        "website",
        "age_min",
        "age_max",
        "exchange_types",
        "languages",
        "themes",
        "story_en",
        "contact_name",
        "contact_email",
    )
    needed = frozenset(set(names) - {"name_local", "website", "themes", "story_en"})

    def build(self) -> None:
        super().build()
        self.fields["consent"] = forms.BooleanField()
        self.fields["opened"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
        self.fields["opened"].initial = opened_now(SALT)
        self.fields[TRAP] = forms.CharField(required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("name_en", "name_local", "city", "contact_name"):
            if _LINK.search(data.get(name) or ""):
                self.add_error(name, self.wording.say("errors.no_link"))
        if len(_LINK.findall(data.get("story_en") or "")) > MOST_LINKS:
            self.add_error("story_en", self.wording.say("errors.many_links", most=MOST_LINKS))
        seconds = seconds_since(data.get("opened") or "", SALT)
        if seconds is None or seconds < LEAST_SECONDS:
            self.add_error(None, self.wording.say("errors.too_fast"))
            self._open_anew(seconds is None)
        return data

    def _open_anew(self, is_needed: bool) -> None:
        """A form that was open too long, or whose stamp is none of ours, gets a new one with what was typed."""
        if is_needed:
            typed: Any = self.data
            self.data = typed.copy()
            self.data["opened"] = opened_now(SALT)  # type: ignore[index]

    @property
    def is_trapped(self) -> bool:
        """Whether a program has filled in what people do not see."""
        return bool(self.data.get(TRAP))

    @property
    def shown(self) -> list[Any]:
        """The fields people see, in their order."""
        return [self[name] for name in (*self.names, "consent")]


def _wording(request: HttpRequest) -> Wording:
    """The language asked for by `?lang=`, of those that have texts."""
    asked = request.GET.get("lang", FIRST)
    return wording_for(asked if asked in languages() else FIRST)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The form. 422 for what is wrong, 429 for too many."""
    wording = _wording(request)
    with translation.override(wording.site_language):
        if request.method != "POST":
            return _form(request, wording, ApplicationForm(wording))
        form = ApplicationForm(wording, request.POST)
        if form.is_trapped:
            return redirect("partner_links:register-sent")
        if not form.is_valid():
            return _form(request, wording, form, 422)
        email = form.cleaned_data["contact_email"]
        if not (may_try(APPLY_FROM, client_address(request)) and may_try(APPLY_FOR, email)):
            return _form(request, wording, form, 429)
        try:
            hand_in(language=wording.language, **form.values())
        except ValidationError as refused:
            _tell(form, refused.message_dict)
            return _form(request, wording, form, 422)
    return redirect("partner_links:register-sent")


def _tell(form: ApplicationForm, problems: Mapping[str, Any]) -> None:
    for name, messages in problems.items():
        form.add_error(name if name in form.fields else None, messages)


def _form(request: HttpRequest, wording: Wording, form: ApplicationForm, status: int = 200) -> HttpResponse:
    return answer(request, wording, "register", {"form": form, "is_slow": status == 429}, status)


@private
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next; the same for everybody."""
    return said(request, wording_for(FIRST), "register_sent")
