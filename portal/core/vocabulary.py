"""The closed vocabularies of the portal: one code list for facets, matching, imports and the API.

Codes are stored and appear in addresses, so a code is never renamed or reused. The order of the members is the order
in which they are shown. Labels are translated; `TextChoices.label` is lazy, so a member may be shown in any language.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SchoolType(models.TextChoices):
    ELEMENTARY = "elementary", _("Elementary school")
    JUNIOR_HIGH = "junior_high", _("Junior high school")
    COMPULSORY = "compulsory", _("Compulsory education school")
    HIGH = "high", _("Senior high school")
    SECONDARY = "secondary", _("Secondary education school")
    SPECIAL_NEEDS = "special_needs", _("School for special needs education")


class Founder(models.TextChoices):
    METROPOLITAN = "metropolitan", _("Tokyo Metropolitan Government")
    MUNICIPAL = "municipal", _("City, ward, town or village")


class Area(models.TextChoices):
    WARDS = "wards", _("Special wards")
    TAMA = "tama", _("Tama area")
    ISLANDS = "islands", _("Islands")


class ExchangeType(models.TextChoices):
    LIVE_ONLINE = "live_online", _("Live online exchange")
    LETTER_CARD = "letter_card", _("Letters and cards")
    VIDEO_MAIL = "video_mail", _("Video and e-mail exchange")
    ARTWORK = "artwork", _("Artwork exchange")
    JOINT_PROJECT = "joint_project", _("Joint project")
    EMBASSY = "embassy", _("Exchange with embassies in Tokyo")
    GUESTS_IN_JAPAN = "guests_in_japan", _("International students and guest speakers")
    INBOUND_VISIT = "inbound_visit", _("Hosting a visit from abroad")
    OUTBOUND_VISIT = "outbound_visit", _("Visit or school trip abroad")
    SISTER_SCHOOL = "sister_school", _("Sister-school exchange")
    PROGRAMME = "programme", _("International education programme")


class Theme(models.TextChoices):
    INTRODUCTION = "introduction", _("Introducing ourselves")
    SCHOOL_LIFE = "school_life", _("School life")
    FOOD = "food", _("School lunch and food culture")
    SEASONS = "seasons", _("Seasons and festivals")
    TRADITIONAL_CULTURE = "traditional_culture", _("Traditional culture")
    COMMUNITY = "community", _("Our town and region")
    PLAY_SPORTS = "play_sports", _("Play and sports")
    MUSIC_DANCE = "music_dance", _("Music and dance")
    POP_CULTURE = "pop_culture", _("Anime and pop culture")
    SDGS = "sdgs", _("Environment and SDGs")
    DISASTER = "disaster", _("Disaster preparedness")
    PEACE_HISTORY = "peace_history", _("Peace and history")
    STEAM = "steam", _("Science and STEAM")
    CAREER = "career", _("Careers and dreams")
    BUSINESS = "business", _("Product development and business")
    LANGUAGE = "language", _("Learning languages")


class Tool(models.TextChoices):
    ZOOM = "zoom", "Zoom"
    TEAMS = "teams", "Microsoft Teams"
    MEET = "meet", "Google Meet"
    WEBEX = "webex", "Webex"
    POST = "post", _("Post")
    OTHER = "other", pgettext_lazy("tool", "Other")


class Subject(models.TextChoices):
    FOREIGN_LANGUAGE = "foreign_language", _("Foreign language")
    FOREIGN_ACTIVITIES = "foreign_activities", _("Foreign language activities")
    INTEGRATED = "integrated", _("Period for integrated studies")
    SPECIAL_ACTIVITIES = "special_activities", _("Special activities")
    SOCIAL = "social", _("Social studies")
    MORAL = "moral", _("Moral education")
    MUSIC = "music", _("Music")
    ART = "art", _("Arts and crafts")
    HOME_TECH = "home_tech", _("Technology and home economics")
    INFORMATION = "information", _("Information studies")
    SCIENCE = "science", _("Science")
    JAPANESE = "japanese", _("Japanese language")
    INDEPENDENCE = "independence", _("Independence activities")
    CLUB = "club", _("Clubs and committees")
    OTHER = "other", pgettext_lazy("subject", "Other")


class GradeBand(models.TextChoices):
    LOWER_ELEMENTARY = "lower_elementary", _("Elementary, years 1–2")
    MIDDLE_ELEMENTARY = "middle_elementary", _("Elementary, years 3–4")
    UPPER_ELEMENTARY = "upper_elementary", _("Elementary, years 5–6")
    JUNIOR_HIGH = "junior_high", pgettext_lazy("grade band", "Junior high")
    HIGH = "high", pgettext_lazy("grade band", "Senior high")


class Grade(models.TextChoices):
    """A school year. What is stored is the grade; ages are derived (`ages_of`)."""

    E1 = "e1", _("Elementary 1")
    E2 = "e2", _("Elementary 2")
    E3 = "e3", _("Elementary 3")
    E4 = "e4", _("Elementary 4")
    E5 = "e5", _("Elementary 5")
    E6 = "e6", _("Elementary 6")
    J1 = "j1", _("Junior high 1")
    J2 = "j2", _("Junior high 2")
    J3 = "j3", _("Junior high 3")
    H1 = "h1", _("Senior high 1")
    H2 = "h2", _("Senior high 2")
    H3 = "h3", _("Senior high 3")


class GroupScale(models.TextChoices):
    """Who of a school takes part in an exchange."""

    SMALL_GROUP = "small_group", _("A small group (up to 10)")
    SCHOOL_CLASS = "class", _("A class")
    YEAR = "year", _("A whole year group")
    SCHOOL = "school", _("The whole school")
    VOLUNTEERS = "volunteers", _("Volunteers")


class ProgrammeKind(models.TextChoices):
    """What happens in an international education programme."""

    LECTURER = "lecturer", _("Lecturers come to the school")
    FIELD_TRIP = "field_trip", _("Learning outside the school")
    SCHOOL_EXCHANGE = "school_exchange", _("Exchange between schools")


class ProgrammeCost(models.TextChoices):
    """What a school pays for a programme."""

    FREE = "free", _("No charge")
    EXPENSES = "expenses", _("Expenses only (travel and the like)")
    FEE = "fee", _("A fee and expenses")


class LessonSlot(models.TextChoices):
    P1 = "p1", _("1st period")
    P2 = "p2", _("2nd period")
    P3 = "p3", _("3rd period")
    P4 = "p4", _("4th period")
    P5 = "p5", _("5th period")
    P6 = "p6", _("6th period")
    AFTER_SCHOOL = "after_school", _("After school")
    EVENING = "evening", _("Evening classes")
    SATURDAY = "saturday", _("Saturday")


class Weekday(models.IntegerChoices):
    """Days as `date.weekday()` counts them; `code` is the short form of the matching contract."""

    MON = 0, _("Monday")
    TUE = 1, _("Tuesday")
    WED = 2, _("Wednesday")
    THU = 3, _("Thursday")
    FRI = 4, _("Friday")
    SAT = 5, _("Saturday")
    SUN = 6, _("Sunday")

    @property
    def code(self) -> str:
        return str(self.name).lower()


class StepActor(models.TextChoices):
    """Who acts in a step of an exchange."""

    SCHOOL = "school", pgettext_lazy("who acts", "School")
    OFFICE = "office", pgettext_lazy("who acts", "Our office")
    TOGETHER = "together", pgettext_lazy("who acts", "School and office")
    PARTNER = "partner", pgettext_lazy("who acts", "Partner school")


class EventType(models.TextChoices):
    MATCHING = "matching", _("Matching event")
    BRIEFING = "briefing", _("Briefing")
    SEMINAR = "seminar", _("Seminar")
    REPORT_MEETING = "report_meeting", _("Report meeting")
    EMBASSY = "embassy", _("Event with an embassy")
    ONLINE_GATHERING = "online_gathering", _("Online gathering")


class InquiryTopic(models.TextChoices):
    """What somebody writes to the office about."""

    ADVICE = "advice", _("Advice on an exchange")
    ACCOUNT = "account", pgettext_lazy("inquiry", "ID and password")
    EVENT = "event", _("Events")
    PROGRAMME = "programme", _("International education programmes")
    ABROAD = "abroad", _("From a school outside Japan")
    CASES = "cases", _("Case studies and the newsletter")
    SITE = "site", _("This web site")
    OTHER = "other", pgettext_lazy("inquiry", "Something else")


class InquiryStatus(models.TextChoices):
    """How far the office is with an inquiry."""

    NEW = "new", pgettext_lazy("inquiry", "New")
    IN_WORK = "in_work", pgettext_lazy("inquiry", "In work")
    ANSWERED = "answered", pgettext_lazy("inquiry", "Answered")
    CLOSED = "closed", pgettext_lazy("inquiry", "Closed")


class Refusal(models.TextChoices):
    DATES = "dates", _("Dates do not fit")
    AGE = "age", _("Ages do not fit")
    LANGUAGE = "language", _("Languages do not fit")
    FULL = "full", _("No place left")
    NO_ANSWER = "no_answer", _("No answer")
    THEME = "theme", _("Themes do not fit")
    OTHER = "other", pgettext_lazy("refusal", "Other")


class Stage(models.TextChoices):
    """The way of an exchange. A wish lives in `WISH_STAGES`, an exchange in `EXCHANGE_STAGES`."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Wish submitted")
    REVIEWING = "reviewing", _("Under review")
    PROPOSED = "proposed", _("Candidates proposed")
    NEGOTIATING = "negotiating", _("Negotiating with the partner")
    DATE_FIXED = "date_fixed", _("Date fixed")
    PREPARING = "preparing", _("Preparing")
    DONE = "done", _("Carried out")
    REPORTED = "reported", _("Report filed")
    CLOSED_UNMATCHED = "closed_unmatched", _("No partner found")
    CANCELLED = "cancelled", _("Cancelled or postponed")


WISH_STAGES = (
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.REVIEWING,
    Stage.PROPOSED,
    Stage.CLOSED_UNMATCHED,
    Stage.CANCELLED,
)


class Criterion(models.TextChoices):
    """What the matcher weighs, in the order in which reasons are told."""

    AGE = "age", _("Ages")
    LANGUAGE = "language", _("Languages")
    TIME = "time", _("Lesson times")
    MONTHS = "months", _("Time of year")
    THEME = "theme", _("Themes")
    REGION = "region", _("Country or region")
    SIZE = "size", _("Class size")
    TOOL = "tool", _("Tools")


class Importance(models.IntegerChoices):
    NONE = 0, _("Does not matter")
    NORMAL = 1, pgettext_lazy("importance", "Normal")
    HIGH = 2, _("Important")
    HIGHEST = 3, _("Most important")


class LanguageLevel(models.IntegerChoices):
    NONE = 0, _("Not at all")
    GREETINGS = 1, _("Greetings and set phrases")
    SIMPLE = 2, _("Simple conversation")
    GOOD = 3, _("Can discuss familiar topics")
    FLUENT = 4, _("Fluent or native")


class Month(models.IntegerChoices):
    """Months in the order of the Japanese school year."""

    APR = 4, _("April")
    MAY = 5, _("May")
    JUN = 6, _("June")
    JUL = 7, _("July")
    AUG = 8, _("August")
    SEP = 9, _("September")
    OCT = 10, _("October")
    NOV = 11, _("November")
    DEC = 12, _("December")
    JAN = 1, _("January")
    FEB = 2, _("February")
    MAR = 3, _("March")


_GRADES_OF_TYPE = {
    SchoolType.ELEMENTARY: "e",
    SchoolType.JUNIOR_HIGH: "j",
    SchoolType.COMPULSORY: "ej",
    SchoolType.HIGH: "h",
    SchoolType.SECONDARY: "jh",
    SchoolType.SPECIAL_NEEDS: "ejh",
}
_FIRST_AGE = {grade: 6 + number for number, grade in enumerate(Grade.values)}

_BANDS = {
    GradeBand.LOWER_ELEMENTARY: ("e1", "e2"),
    GradeBand.MIDDLE_ELEMENTARY: ("e3", "e4"),
    GradeBand.UPPER_ELEMENTARY: ("e5", "e6"),
    GradeBand.JUNIOR_HIGH: ("j1", "j2", "j3"),
    GradeBand.HIGH: ("h1", "h2", "h3"),
}


def ages_of(grades: list[str]) -> tuple[int, int] | None:
    """The youngest and the oldest age in these grades, or None without grades.

    A Japanese grade begins in April with the age reached before it and ends one year older: year 1 is 6 to 7.
    """
    first = [_FIRST_AGE[grade] for grade in grades]
    return (min(first), max(first) + 1) if first else None


def grades_of_school(school_type: str) -> list[Grade]:
    """The grades a school of this type has; all grades for an unknown type."""
    letters = _GRADES_OF_TYPE.get(SchoolType(school_type), "ejh") if school_type in SchoolType else "ejh"
    return [grade for grade in Grade if grade.value[0] in letters]


def bands_of(grades: list[str]) -> list[str]:
    """The grade bands these grades belong to, in the order of the vocabulary."""
    return [band.value for band, members in _BANDS.items() if set(members) & set(grades)]
