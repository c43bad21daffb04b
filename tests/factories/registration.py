"""Complete registrations for tests, and forms as a browser sends them."""

from members.schools.models import School
from members.schools.registration.openings import opening_token
from members.schools.registration.parts import page_of
from members.schools.registration_models import SchoolContact, SchoolEquipment
from members.schools.services import create_standard_timetable

BASICS = {
    "name_kana": "みどり",
    "name_en": "Midori Elementary School",
    "postal_code": "135-0042",
    "address": "江東区木場1-2-3",
    "pupils": "380",
    "classes": "12",
    "introduction_ja": "海に近い学校です。",
    "introduction_en": "",
}
CONTACTS = {
    "phone": "03-1234-5678",
    "fax": "03-1234-5679",
    "email": "midori@example.jp",
    "person_name": "山田花子",
    "person_job": "教諭",
    "person_email": "yamada@example.jp",
    "person_phone": "",
    "reachable": "16時まで",
    "principal_name": "佐藤一郎",
}
EQUIPMENT = {
    "devices": "one_each",
    "devices_available": "40",
    "line": "both",
    "screen": "every_room",
    "speaker": "some_rooms",
    "camera": "portable",
    "equipment": "",
    "tools": ["zoom"],
    "permitters": ["principal"],
    "restrictions": "動画サイトは不可",
}
FORMS = {"basics": BASICS, "contacts": CONTACTS, "equipment": EQUIPMENT}


def opened(school, code):
    """What a form of the page carries that is opened now."""
    _part, page = page_of(code)
    school = School.objects.get(pk=school.pk)
    return opening_token(page, school, page.read(school))


def typed(school, code, **changes):
    """A whole posted form of a page, opened now."""
    return {**FORMS[code], "opening": opened(school, code), **changes}


def complete(school):
    """Give the school every answer a complete registration needs; nothing is confirmed."""
    numbers = {"pupils": 380, "classes": 12}
    School.objects.filter(pk=school.pk).update(
        **{**BASICS, **numbers}, phone=CONTACTS["phone"], email=CONTACTS["email"], tools=["zoom"]
    )
    people = {name: value for name, value in CONTACTS.items() if name not in {"phone", "email"}}
    SchoolContact.objects.create(school=school, **people)
    things = {name: value for name, value in EQUIPMENT.items() if name not in {"tools", "equipment"}}
    SchoolEquipment.objects.create(school=school, **{**things, "devices_available": 40})
    create_standard_timetable(school)
    school.refresh_from_db()
    return school
