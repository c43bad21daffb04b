"""Partner schools abroad with their week, and the agreements with authorities there."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.partners.journal import everything_changed
from members.partners.models import Agreement, PartnerPeriod, PartnerPhoto, PartnerSchool
from members.partners.states import Verification
from portal.core.media.models import PortalImage
from portal.core.vocabulary import Weekday

from . import content
from .content import Table
from .pictures import title_of

CONTACT = "International exchange coordinator"
_SCHOOL_DAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)


def with_region(partner: Table, regions: dict[str, Table]) -> Table:
    """A partner's table completed by what the schools of its region have in common."""
    return {**regions[partner["at"]], **partner}


def fields_of(table: Table, today: datetime.date) -> dict[str, Any]:
    """Model fields of a completed table; what is counted in days is counted back from `today`."""
    asked, answered = table.get("asked", (0, 0))
    story = table.get("story", dict.fromkeys(content.LANGUAGES, ""))
    local = table["name"].get("local", "")
    return {
        "code": table["code"],
        "name": table["name"]["ja"],
        "name_en": table["name"]["en"],
        "name_local": local,
        "local_language": table["script"] if local else "",
        "country": table["country"],
        "region": table["region"],
        "city": table["city"]["en"],
        "city_ja": table["city"]["ja"],
        "timezone": table["timezone"],
        "age_min": table["ages"][0],
        "age_max": table["ages"][1],
        "exchange_types": table["types"],
        "languages": table["languages"],
        "themes": table["themes"],
        "months": table["months"],
        "class_size": table["size"],
        "tools": table["tools"],
        "importance": table.get("importance", {}),
        "capacity": table["capacity"],
        "status": table.get("status", "active"),
        "confirmed_on": today - datetime.timedelta(days=table["confirmed_days_ago"]),
        "introduction_ja": table["intro"]["ja"],
        "introduction_en": table["intro"]["en"],
        "story_ja": story["ja"],
        "story_en": story["en"],
        **_verification(table.get("verified"), today),
        "contact_name": CONTACT,
        "contact_email": f"{table['code']}@example.com",
        "requests": asked,
        "replies": answered,
    }


def _verification(verified: Table | None, today: datetime.date) -> dict[str, Any]:
    """How sure the office is of a partner, and since when."""
    if verified is None:
        return {"verification": Verification.NONE, "verified_on": None, "evidence": ""}
    verified_on = today - datetime.timedelta(days=verified["days_ago"])
    return {"verification": verified["level"], "verified_on": verified_on, "evidence": verified["evidence"]}


def week_of(lessons: list[str]) -> list[tuple[Weekday, datetime.time, datetime.time]]:
    """Lessons such as `09:00-09:50` on every school day."""
    spans = [tuple(datetime.time.fromisoformat(part) for part in lesson.split("-")) for lesson in lessons]
    return [(day, starts, ends) for day in _SCHOOL_DAYS for starts, ends in spans]


@transaction.atomic
def ensure_partners() -> None:
    """Create the partner schools and agreements that are missing."""
    tables = content.read("partners")
    today = timezone.localdate()
    known = set(PartnerSchool.objects.values_list("code", flat=True))
    missing = [partner for partner in tables["partners"] if partner["code"] not in known]
    for partner in missing:
        _create(with_region(partner, tables["regions"]), today)
    for agreement in tables["agreements"]:
        facts = {"country": agreement["country"], "region": agreement["region"]}
        if not Agreement.objects.filter(**facts).exists():
            _create_agreement(agreement, facts)
    if missing:
        everything_changed()


def _create(table: Table, today: datetime.date) -> None:
    partner = PartnerSchool(**fields_of(table, today))
    for name in ("exchange_types", "themes", "months", "tools"):
        field: Any = PartnerSchool._meta.get_field(name)
        setattr(partner, name, field.sorted(getattr(partner, name)))
    partner.full_clean()
    partner.save()
    PartnerPeriod.objects.bulk_create(
        PartnerPeriod(partner=partner, weekday=day, starts=starts, ends=ends)
        for day, starts, ends in week_of(table["lessons"])
    )
    for order, photo in enumerate(table.get("photos", ())):
        image = PortalImage.objects.get(title=title_of(photo["name"]))
        captions = {f"caption_{language}": photo[language] for language in content.LANGUAGES}
        PartnerPhoto.objects.create(partner=partner, image=image, sort_order=order, **captions)


def _create_agreement(table: Table, facts: Table) -> None:
    counterpart = {f"counterpart_{language}": table["counterpart"][language] for language in content.LANGUAGES}
    agreement = Agreement(**facts, **counterpart, signed_on=table["signed_on"])
    agreement.full_clean()
    agreement.save()
