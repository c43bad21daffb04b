"""The shortlist that the people of a school share. Readers see it, the others change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.partners.access import PartnersRequest, member_required, writer_required
from members.partners.forms.directory import NoteForm
from members.partners.models import ShortlistEntry
from members.partners.selectors import get_partner_or_404, shortlist_of
from members.partners.services import NoteChangedError, add_to_shortlist, change_note, remove_from_shortlist


@member_required
def shortlist(request: PartnersRequest) -> HttpResponse:
    """All partners on the school's list with their notes, to be read or printed."""
    context = {"membership": request.membership, "entries": shortlist_of(request.school)}
    return render(request, "members/partner_shortlist.html", context)


@writer_required
@require_POST
def shortlist_add(request: PartnersRequest) -> HttpResponse:
    """Put the partner named in the form on the list, and go back to where its button stood."""
    number = request.POST.get("partner", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    partner = get_partner_or_404(request.user, int(number))
    try:
        is_new = add_to_shortlist(request.school, partner, actor=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        told = _("%(partner)s is on the shortlist.") if is_new else _("%(partner)s was on the shortlist already.")
        messages.success(request, told % {"partner": partner.shown_name})
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if is_ours else "members:shortlist")


@writer_required
def shortlist_note(request: PartnersRequest, pk: int) -> HttpResponse:
    """Write the note of an entry."""
    entry = _entry_or_404(request, pk)
    data = request.POST.copy() if request.method == "POST" else None
    form = NoteForm(data, initial={"note": entry.note, "opened_with": entry.note})
    if data is not None and form.is_valid():
        try:
            change_note(entry, **form.cleaned_data, actor=request.user)
        except NoteChangedError as meanwhile:
            form.add_error("note", _changed_meanwhile(meanwhile.entry))
            data["opened_with"] = meanwhile.entry.note
        else:
            messages.success(request, _("The note is saved."))
            return redirect("members:shortlist")
    context = {"membership": request.membership, "entry": entry, "form": form}
    return render(request, "members/partner_shortlist_note.html", context, status=422 if form.is_bound else 200)


@writer_required
def shortlist_remove(request: PartnersRequest, pk: int) -> HttpResponse:
    """Asks once more, then takes the partner off the list with its note."""
    entry = _entry_or_404(request, pk)
    if request.method == "POST":
        remove_from_shortlist(entry)
        told = _("%(partner)s is off the shortlist.") % {"partner": entry.partner.shown_name}
        messages.success(request, told)
        return redirect("members:shortlist")
    context = {"membership": request.membership, "entry": entry}
    return render(request, "members/partner_shortlist_remove.html", context)


def _changed_meanwhile(entry: ShortlistEntry) -> str:
    if not entry.note:
        return _("A colleague has deleted the note meanwhile. To keep yours, save it again.")
    told = _("%(name)s has written meanwhile: “%(note)s” To put your text in its place, save again.")
    return told % {"name": (entry.noted_by and entry.noted_by.get_full_name()) or _("A colleague"), "note": entry.note}


def _entry_or_404(request: PartnersRequest, pk: int) -> ShortlistEntry:
    entries = ShortlistEntry.objects.select_related("partner")
    return get_object_or_404(entries, pk=pk, school=request.school)
