"""A school's own data and timetable."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, member_required, page_context, writer_required
from members.schools.forms.profile import SchoolForm
from members.schools.forms.timetable import TimetableFormSet, rows_of
from members.schools.models import School
from members.schools.selectors import colleagues, week_grid
from members.schools.services import StaleRecordError, replace_timetable, update_school
from members.schools.services.profile import record_version
from members.schools.todos import missing_fields
from members.schools.years import this_year


@member_required
def school(request: SchoolRequest) -> HttpResponse:
    """What the portal knows of one's own school."""
    own = request.school
    context = page_context(
        request,
        week=week_grid(own),
        colleagues=colleagues(own),
        missing=missing_fields(own),
        shown_year=this_year(own, timezone.localdate()),
    )
    return render(request, "members/school_detail.html", context)


@writer_required
def school_edit(request: SchoolRequest) -> HttpResponse:
    """Change the school's data."""
    own = request.school
    initial = {"version": record_version(own)}
    form = SchoolForm(request.POST if request.method == "POST" else None, instance=_copy(own), initial=initial)
    if form.is_valid():
        try:
            update_school(own, form.changes(), version=form.cleaned_data["version"], actor=request.user)
        except StaleRecordError as stale:
            form.tell_stale(stale.current, record_version(stale.current))
        else:
            messages.success(request, _("Your school's data is saved."))
            return redirect("members:school")
    return render(request, "members/school_form.html", page_context(request, form=form), status=_status(form))


@writer_required
def school_timetable(request: SchoolRequest) -> HttpResponse:
    """Change the week of lessons."""
    own = request.school
    version = request.POST.get("version", "") if request.method == "POST" else record_version(own)
    if request.method == "POST":
        formset = TimetableFormSet(request.POST, prefix="lessons")
        if formset.is_valid():
            try:
                replace_timetable(own, formset.lessons(), version=version, actor=request.user)
            except StaleRecordError as stale:
                version = record_version(stale.current)
                formset.tell_stale()
            else:
                messages.success(request, _("Your timetable is saved."))
                return redirect("members:school")
    else:
        formset = TimetableFormSet(prefix="lessons", initial=rows_of(own.periods.all()))
    context = page_context(request, formset=formset, version=version)
    return render(request, "members/school_timetable.html", context, status=_status(formset))


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200


def _copy(own: School) -> School:
    """A form writes into its instance even when it is refused; the page around it must show what is stored."""
    return School.objects.get(pk=own.pk)
