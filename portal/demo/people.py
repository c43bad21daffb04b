"""The staff of the demo, its Tokyo schools and their accounts."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from members.schools.models import School
from members.schools.services import create_school, create_standard_timetable, issue_account
from portal.core.groups import COORDINATOR, EDITOR, PUBLISHER
from portal.users.models import User

from . import content
from .content import LANGUAGES, Table, is_bilingual

GROUPS = {"editor": EDITOR, "publisher": PUBLISHER, "coordinator": COORDINATOR}


@transaction.atomic
def ensure_staff() -> None:
    """Create the accounts of the desk where they are missing; existing accounts keep their passwords."""
    people = content.read("people")
    missing = [one for one in people["staff"] if not User.objects.filter(username=one["username"]).exists()]
    # Hashing is slow on purpose, and the password is the same for all.
    hashed = make_password(people["password"]) if missing else ""
    for one in missing:
        superuser = one.get("superuser", False)
        user = User(username=one["username"], name=one["name"], email=one.get("email", ""))
        user.is_staff = user.is_superuser = superuser
        user.password = hashed
        user.full_clean()
        user.save()
        if "group" in one:
            user.groups.add(Group.objects.get_or_create(name=GROUPS[one["group"]])[0])


@transaction.atomic
def ensure_schools() -> None:
    """Create the demo's schools with the usual timetable, and an account for each."""
    schools = {table["code"]: _ensure_school(table) for table in content.read("schools")["schools"]}
    people = content.read("people")
    for one in people["schools"]:
        if not User.objects.filter(username=one["username"]).exists():
            issue_account(
                schools[one["school"]],
                one["username"],
                people["password"],
                name=one["name"],
                must_change=one.get("must_change_password", False),
                is_school_account=True,
            )


def _ensure_school(table: Table) -> School:
    school = School.objects.filter(code=table["code"]).first()
    if school is None:
        school = create_school(**_fields(table))
    if not school.periods.exists():
        create_standard_timetable(school)
    return school


def _fields(table: Table) -> dict[str, Any]:
    """Model fields: a bilingual text fills `name_ja` and `name_en`."""
    fields = {name: value for name, value in table.items() if not is_bilingual(value)}
    for name in table.keys() - fields.keys():
        fields |= {f"{name}_{language}": table[name][language] for language in LANGUAGES}
    return fields
