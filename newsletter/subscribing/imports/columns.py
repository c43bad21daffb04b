"""The columns of a spreadsheet of readers."""

import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.subscribing.addresses import clean_address, email_key
from newsletter.vocabulary import SubscriberStatus, Topic
from portal.core.imports.columns import Column
from portal.core.imports.kinds import Choice, Choices, Day, Text, TypedKind
from portal.core.imports.plans import EXAMPLE_KEY
from portal.core.vocabulary import SchoolType

KEY = "email"
FIRST_DAY = datetime.date(2000, 1, 1)


class Address(TypedKind):
    """A mail address of any width, in the form in which addresses are compared."""

    def read(self, text: str) -> str:
        return text if text == EXAMPLE_KEY else email_key(clean_address(text))


COLUMNS = (
    Column(
        KEY,
        _("E-mail"),
        Address(),
        required=True,
        help=_("One row an address. Further rows of the same address are passed over."),
        example=EXAMPLE_KEY,
        aliases=("メールアドレス", "メール", "Eメール", "mail", "address"),
    ),
    Column(
        "language",
        _("Language"),
        Choice(settings.LANGUAGES),
        help=_("Empty: Japanese."),
        example="ja",
        aliases=("言語", "配信言語", "lang"),
    ),
    Column(
        "school_types",
        _("School types of interest"),
        Choices(SchoolType),
        help=_("Empty: about all of them."),
        example="elementary;junior_high",
        aliases=("学校種", "校種", "school type"),
    ),
    Column(
        "topics",
        _("Topics of interest"),
        Choices(Topic),
        help=_("Empty: about all of them."),
        example="cases;events",
        aliases=("話題", "テーマ", "関心", "topic"),
    ),
    Column(
        "consented_on",
        pgettext_lazy("consent", "Agreed on"),
        Day(earliest=FIRST_DAY),
        help=_("Empty: the day of the import."),
        example="2025-05-12",
        aliases=("同意日", "登録日", "date"),
    ),
    Column(
        "consent_note",
        _("Consent"),
        Text(300),
        required=True,
        help=_("Where and to what the person agreed. Nobody is imported without it."),
        example="form on paper at the briefing",
        aliases=("同意の記録", "同意の出所", "備考", "source", "consent source"),
    ),
)
STATUS = Column("status", pgettext_lazy("subscriber", "State"), Choice(SubscriberStatus))
