"""Searches that a person keeps, and their weekly mail."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.partners.access import PartnersRequest, member_required
from members.partners.directory import parse_query
from members.partners.directory.presentation import condition_labels
from members.partners.forms.directory import SearchForm
from members.partners.models import SavedSearch
from members.partners.selectors import saved_searches_of
from members.partners.services import delete_search, note_use, save_search, switch_alert
from members.partners.services.alerts import search_of_token


@member_required
def searches(request: PartnersRequest) -> HttpResponse:
    """Everything this person has saved for this school."""
    rows = [
        {"search": search, "labels": condition_labels(parse_query(QueryDict(search.query)))}
        for search in saved_searches_of(request.user, request.school)
    ]
    has_address = bool(request.user.email_confirmed_at)
    context = {"membership": request.membership, "rows": rows, "has_address": has_address}
    return render(request, "members/partner_searches.html", context)


@member_required
def search_save(request: PartnersRequest) -> HttpResponse:
    """Keep the search whose conditions stand in the address, or in the form that was sent."""
    is_sent = request.method == "POST"
    asked = QueryDict(request.POST.get("query", "")) if is_sent else request.GET
    query = parse_query(asked)
    form = SearchForm(request.POST if is_sent else None, initial={"query": query.conditions()})
    if form.is_valid():
        kept = {"name": form.cleaned_data["name"], "alert": form.cleaned_data["alert"]}
        try:
            save_search(request.user, request.school, query=query.conditions(), **kept)
        except ValidationError as refused:
            for field, texts in refused.message_dict.items():
                form.add_error(field if field in form.fields else None, texts)
        else:
            messages.success(request, _("The search “%(name)s” is saved.") % kept)
            return redirect("members:searches")
    context = {
        "membership": request.membership,
        "form": form,
        "labels": condition_labels(query),
        "has_address": bool(request.user.email_confirmed_at),
        "back_url": f"{reverse('members:partner-list')}?{query.conditions()}",
    }
    return render(request, "members/partner_search_save.html", context, status=422 if form.is_bound else 200)


@member_required
def search_open(request: PartnersRequest, pk: int) -> HttpResponse:
    """To the directory with the conditions of a saved search."""
    search = _search_or_404(request, pk)
    note_use(search)
    return redirect(f"{reverse('members:partner-list')}?{search.query}")


@member_required
@require_POST
def search_alert(request: PartnersRequest, pk: int) -> HttpResponse:
    """Switch the weekly mail of a search on or off."""
    search = switch_alert(_search_or_404(request, pk), "on" in request.POST)
    messages.success(request, _told(search))
    return redirect("members:searches")


@member_required
def search_delete(request: PartnersRequest, pk: int) -> HttpResponse:
    """Asks once more, then throws the saved search away."""
    search = _search_or_404(request, pk)
    if request.method == "POST":
        delete_search(search)
        messages.success(request, _("The search “%(name)s” is deleted.") % {"name": search.name})
        return redirect("members:searches")
    labels = condition_labels(parse_query(QueryDict(search.query)))
    context = {"membership": request.membership, "search": search, "labels": labels}
    return render(request, "members/partner_search_delete.html", context)


@member_required
def search_stop(request: PartnersRequest, token: str) -> HttpResponse:
    """The link at the end of a mail: stops the mails of one search at once. Only its owner can have the link."""
    found = search_of_token(token, saved_searches_of(request.user, request.school))
    if found is None:
        raise Http404
    messages.success(request, _told(switch_alert(found, False)))
    return redirect("members:searches")


def _told(search: SavedSearch) -> str:
    words = _("The weekly mail for “%(name)s” is on.") if search.alert else _("The weekly mail for “%(name)s” is off.")
    return words % {"name": search.name}


def _search_or_404(request: PartnersRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=pk, user=request.user, school=request.school)
