"""A school's school year: what is usual, what is its own, and the form that changes it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, member_required, page_context, writer_required
from members.schools.forms.calendar import CalendarForm
from members.schools.services import StaleRecordError, replace_year
from members.schools.services.profile import record_version
from members.schools.years import editable_years, shown_years


@member_required
def school_calendar(request: SchoolRequest) -> HttpResponse:
    """This school year and the next."""
    own = request.school
    context = page_context(request, years=shown_years(own, timezone.localdate()))
    return render(request, "members/school_calendar.html", context)


@writer_required
def school_calendar_edit(request: SchoolRequest, year: int) -> HttpResponse:
    """Change one of the two years; any other does not exist."""
    if year not in editable_years(timezone.localdate()):
        raise Http404
    own = request.school
    form = CalendarForm(own, year, request.POST if request.method == "POST" else None, record_version(own))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            replace_year(own, year, form.own(), form.always(), version=version, actor=request.user)
        except StaleRecordError as stale:
            form.tell_stale(stale.current, year, record_version(stale.current))
        else:
            messages.success(request, _("Your school year is saved."))
            return redirect("members:school-calendar")
    context = page_context(request, form=form, year=year)
    return render(request, "members/school_calendar_form.html", context, status=422 if form.is_bound else 200)
