"""A stored suggestion as a school sees it: no score, no load, a sentence for every criterion."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.calendars.words import here_and_there
from members.matching.parameters import PARAMETERS
from members.matching.zones import zone
from members.partners.clocks import ahead_of_tokyo
from members.partners.facts import place_of
from members.partners.models import Agreement, PartnerSchool
from members.partners.templatetags.partner_tags import apart_words
from members.suggestions.mapping import partner_record, wish_record
from members.suggestions.models import Suggestion
from members.suggestions.reasons import Meeting, Pair, sentence
from members.suggestions.reply_speed import reply_words
from members.suggestions.selectors import answer_days, open_requests_of
from members.wishes.models import ExchangeWish
from portal.core.dates import MONTHS_EN, era_of, in_japanese
from portal.core.vocabulary import Criterion


@dataclass(frozen=True)
class Tag:
    """A label of `components/tag.html`."""

    label: str
    kind: str = ""


@dataclass(frozen=True)
class Part:
    """A row of `components/fit.html`."""

    label: str
    value: float
    known: bool
    weight_school: float
    weight_partner: float
    sentence: str


@dataclass(frozen=True)
class SlotRow:
    """A row of `components/slots.html`: `when` in Japan time, `local` in the partner's; `start` is an ISO instant."""

    when: str
    local: str
    start: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class Card:
    """What `components/match_card.html` needs of one suggestion. `url` leads to `partner_url`, and notes that.

    `office` is why the desk has put it first; `is_open` whether the partner takes requests now.
    """

    partner: PartnerSchool
    rank: int
    name: str
    lang: str
    url: str
    partner_url: str
    place: str
    tags: list[Tag]
    lead: str
    fit: float
    fit_school: float
    fit_partner: float
    parts: list[Part]
    slots: list[SlotRow]
    folded: bool
    office: str
    is_open: bool


OPEN_CARDS = 2
"""So many cards show their reasons at once; the others fold them."""


def cards_of(wish: ExchangeWish, suggestions: Iterable[Suggestion], *, asking: bool) -> list[Card]:
    """The cards of a run. Reads lessons and partners that are at hand; asks for agreements, answers, open requests.

    `asking` puts a link to a request beside each slot of a partner that takes requests now.
    """
    rows = list(suggestions)
    agreements = list(Agreement.objects.all())
    answers = answer_days(one.partner_id for one in rows)
    waiting = open_requests_of([one.partner_id for one in rows])
    record = wish_record(wish)

    def card(one: Suggestion) -> Card:
        is_open = one.partner.state(waiting[one.partner_id]).takes_requests
        tags = [open_tag(is_open), *tags_of(one.partner, agreements, answers[one.partner_id])]
        return _card(wish, record, one, tags, asking=asking and is_open, is_open=is_open)

    return [card(one) for one in rows]


def open_tag(is_open: bool) -> Tag:
    """Whether a partner takes requests at this moment: since the list was made others may have asked for it."""
    return Tag(_("Takes requests now"), "ks") if is_open else Tag(_("Takes no requests at present"), "yb")


def _card(wish: ExchangeWish, record: Any, one: Suggestion, tags: list[Tag], *, asking: bool, is_open: bool) -> Card:
    partner = one.partner
    slots = [
        (Meeting(*map(datetime.datetime.fromisoformat, (slot["school_local"], slot["partner_local"]))), slot)
        for slot in one.slots
    ]
    pair = Pair(record, partner_record(partner), [meeting for meeting, _slot in slots])
    ask_url = reverse("members:wish-ask", args=[wish.pk, partner.pk]) if asking else ""
    return Card(
        partner=partner,
        rank=one.rank,
        name=partner.shown_name,
        lang="" if in_japanese() or partner.name_en else "ja",
        url=reverse("members:wish-open", args=[wish.pk, partner.pk]),
        partner_url=reverse("members:partner-detail", args=[partner.pk]),
        place=_place(partner),
        tags=tags,
        lead=_introduction(partner),
        fit=one.fit,
        fit_school=one.fit_school,
        fit_partner=one.fit_partner,
        parts=[_part(part, pair) for part in one.parts if part["weight_school"] or part["weight_partner"]],
        slots=[slot_row(meeting, slot["start"], wish.minutes, ask_url) for meeting, slot in slots],
        folded=one.rank > OPEN_CARDS,
        office=one.pinned_because,
        is_open=is_open,
    )


def _part(part: dict[str, Any], pair: Pair) -> Part:
    return Part(
        label=str(Criterion(part["criterion"]).label),
        value=part["value"],
        known=part["known"],
        weight_school=part["weight_school"],
        weight_partner=part["weight_partner"],
        sentence=sentence(part["criterion"], part["value"], part["known"], pair),
    )


def slot_row(meeting: Meeting, start: str, minutes: int, ask_url: str = "") -> SlotRow:
    """A possible meeting in words, with a link to a request that names it."""
    when, local = here_and_there(meeting.here, meeting.there, minutes)
    return SlotRow(
        when=when,
        local=local,
        start=start,
        url=f"{ask_url}?{urlencode({'start': start})}" if ask_url else "",
        action=_("Ask for this time"),
    )


def tags_of(partner: PartnerSchool, agreements: Iterable[Agreement], answered: Sequence[float] = ()) -> list[Tag]:
    """What a school should know of a partner at a glance. `answered`: the days that each answer took."""
    tags = []
    if any(one.country == partner.country and one.region in {"", partner.region} for one in agreements):
        tags.append(Tag(_("Agreement on education"), "ks"))
    if partner.timezone:
        ahead = ahead_of_tokyo(zone(partner.timezone), timezone.localdate())
        tags.append(Tag(apart_words(round(abs(ahead.total_seconds()) / 60))))
    if partner.languages.get("ja", 0) > 0 and partner.country != "JP":
        tags.append(Tag(_("Learns Japanese"), "yb"))
    if partner.requests < PARAMETERS.newcomer_requests:
        tags.append(Tag(_("New partner"), "yb"))
    if partner.requests:
        words = {"replies": partner.replies, "requests": partner.requests}
        tags.append(Tag(_("Answered %(replies)d of %(requests)d requests") % words))
    speed = reply_words(answered)
    if speed:
        tags.append(Tag(speed))
    if partner.confirmed_on:
        tags.append(Tag(_("Confirmed in %(month)s") % {"month": month_and_year(partner.confirmed_on)}))
    return tags


def month_and_year(day: datetime.date) -> str:
    """令和8年6月 / June 2026."""
    if in_japanese():
        return f"{era_of(day) or day.year}年{day.month}月"
    return f"{MONTHS_EN[day.month - 1]} {day.year}"


def _place(partner: PartnerSchool) -> str:
    if partner.class_size is None:
        return place_of(partner)
    return _("%(place)s, about %(number)d pupils") % {"place": place_of(partner), "number": partner.class_size}


def _introduction(partner: PartnerSchool) -> str:
    if in_japanese():
        return partner.introduction_ja or partner.introduction_en
    return partner.introduction_en or partner.introduction_ja
