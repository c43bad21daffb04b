"""A school abroad that has registered itself, and a partner whose yearly confirmation is due: through the services."""

import datetime

from django.db import transaction
from django.utils import timezone

from members.partners.models import PartnerApplication, PartnerSchool
from members.partners.services.applications import hand_in, prove
from members.partners.services.reminding import remind_partner

from . import content
from .content import Table


@transaction.atomic
def ensure_applications() -> None:
    """Hand in the applications that are missing, and remind the partner that is due; twice reminds once."""
    tables = content.read("applications")
    for table in tables["applications"]:
        if not PartnerApplication.objects.filter(contact_email=table["contact_email"]).exists():
            _hand_in(table)
    remind_partner(PartnerSchool.objects.get(code=tables["reminded"]))


def remove_applications() -> None:
    """Delete the applications; what belongs to partners goes with them."""
    tables = content.read("applications")
    addresses = [table["contact_email"] for table in tables["applications"]]
    PartnerApplication.objects.filter(contact_email__in=addresses).delete()


def _hand_in(table: Table) -> None:
    fields = {name: value for name, value in table.items() if name != "days_ago"}
    application = hand_in(**fields)
    prove(application.links.get())
    sent = timezone.now() - datetime.timedelta(days=table["days_ago"])
    PartnerApplication.objects.filter(pk=application.pk).update(created_at=sent, proved_at=sent)
