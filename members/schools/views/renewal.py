"""年度更新, for a school's managers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, manager_required, page_context
from members.schools.forms.people import RenewalForm
from members.schools.models import Membership, YearlyRenewal
from members.schools.registration.progress import registration_progress
from members.schools.renewal_days import closes_on
from members.schools.selectors import colleagues
from members.schools.services import renew
from portal.core.dates import fiscal_year_of

from .codes import status_of
from .people import add_refusal


@manager_required(lapsed=True)
def renewal(request: SchoolRequest) -> HttpResponse:
    """Keep, change or add people, write to the next person in charge, confirm the data."""
    year = fiscal_year_of(timezone.now())
    others = [each for each in colleagues(request.school) if not each.is_school_account and each.user != request.user]
    last = YearlyRenewal.objects.filter(school=request.school, fiscal_year__lte=year).exclude(handover_note="").first()
    initial = {"handover_note": last.handover_note if last else ""}
    form = RenewalForm(others, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _carry_out(request, form, year):
        messages.success(request, _("The accounts of your school are renewed. Thank you."))
        return redirect("members:people")
    context = page_context(
        request,
        form=form,
        year=year,
        closes_on=closes_on(year),
        last=last,
        progress=registration_progress(request.school, year),
        own=Membership.objects.filter(school=request.school, is_school_account=True).select_related("user").first(),
    )
    return render(request, "members/renewal.html", context, status=status_of(form))


def _carry_out(request: SchoolRequest, form: RenewalForm, year: int) -> bool:
    try:
        renew(
            request.school,
            year,
            decisions=form.decisions(),
            new_people=form.new_people(),
            handover_note=form.cleaned_data["handover_note"],
            actor=request.user,
        )
    except ValidationError as refused:
        add_refusal(form, refused)
        return False
    return True
