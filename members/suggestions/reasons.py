"""Why two schools suit: one sentence a criterion, in the active language, from what both sides said.

Pure: engine records in, text out. A weak point is told with what the office does about it; a missing answer with who
can give it. Nothing here knows a partner's load.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import matching
from members.calendars.words import clock_span, day_words
from members.matching.parameters import PARAMETERS
from portal.core.charts import WEAK_BELOW
from portal.core.countries import country_name, language_name
from portal.core.dates import in_japanese
from portal.core.vocabulary import Criterion, ExchangeType, LanguageLevel, Month, Theme, Tool, Weekday


@dataclass(frozen=True)
class Meeting:
    """The start of a possible meeting in both sides' local time, and the day's distance."""

    here: datetime.datetime
    there: datetime.datetime

    @property
    def day_shift(self) -> int:
        """-1 when it is still the day before there, 1 when the next one."""
        return (self.there.date() - self.here.date()).days


@dataclass(frozen=True)
class Pair:
    """A wish and a partner as the engine read them, and their first possible meetings."""

    wish: matching.Wish
    partner: matching.Partner
    meetings: Sequence[Meeting] = ()


def sentence(criterion: str, value: float, known: bool, pair: Pair) -> str:
    """The sentence of a criterion whose value is 0 to 1; `known` False: one side gave no answer."""
    if not known:
        return _unknown(criterion, pair)
    return _SENTENCES[criterion](value, pair)


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`; in Japanese joined by 「、」."""
    words = list(names)
    if in_japanese():
        return "、".join(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def quoted(names: Iterable[str]) -> str:
    """「A」「B」, or “A” and “B”."""
    if in_japanese():
        return "".join(f"「{name}」" for name in names)
    return listed(f"“{name}”" for name in names)


def in_row(*sentences: str) -> str:
    """Sentences one after the other; empty ones are left out. Japanese puts no space between them."""
    return ("" if in_japanese() else " ").join(one for one in sentences if one)


def months_listed(months: Iterable[int]) -> str:
    """Months by name in the order of the Japanese school year."""
    wanted = set(months)
    return listed(str(month.label) for month in Month if month.value in wanted)


def ages_text(ages: tuple[int, int]) -> str:
    """`10 to 11`, or `10` for one age only."""
    if ages[0] == ages[1]:
        return str(ages[0])
    return _("%(from)d to %(to)d") % {"from": ages[0], "to": ages[1]}


def _age(value: float, pair: Pair) -> str:
    ours, theirs = pair.wish.ages, pair.partner.ages
    assert ours is not None  # noqa: S101 - known means that both sides answered
    assert theirs is not None  # noqa: S101 - likewise
    if ours == theirs:
        return _("Pupils on both sides are %(ages)s years old.") % {"ages": ages_text(ours)}
    words = {"ours": ages_text(ours), "theirs": ages_text(theirs)}
    gap = max(0, ours[0] - theirs[1], theirs[0] - ours[1])
    if gap == 0:
        return _("Yours are %(ours)s years old, theirs %(theirs)s: the ages meet.") % words
    told = ngettext(
        "Yours are %(ours)s years old, theirs %(theirs)s: %(gap)d year apart.",
        "Yours are %(ours)s years old, theirs %(theirs)s: %(gap)d years apart.",
        gap,
    ) % {**words, "gap": gap}
    return in_row(told, _("We will propose activities that suit both."))


def _language(value: float, pair: Pair) -> str:
    shared = _best_language(pair)
    learns = pair.partner.languages.get("ja", 0) > 0 and (shared is None or shared[0] != "ja")
    japanese = _("They are learning Japanese.") if learns else ""
    if shared is None:
        return in_row(_no_language(pair), japanese)
    code, level = shared
    if level >= PARAMETERS.enough_level:
        return in_row(_("Both sides can talk in %(language)s.") % {"language": language_name(code)}, japanese)
    told = _("%(language)s: yours “%(ours)s”, theirs “%(theirs)s”.") % {
        "language": language_name(code),
        "ours": LanguageLevel(pair.wish.languages[code]).label,
        "theirs": LanguageLevel(pair.partner.languages[code]).label,
    }
    return in_row(told, _("We will help with interpreting where it gets hard."), japanese)


def _best_language(pair: Pair) -> tuple[str, int] | None:
    """The language with the best common level, which is at least 1."""
    ours, theirs = pair.wish.languages, pair.partner.languages
    levels = {code: min(level, theirs.get(code, 0)) for code, level in ours.items()}
    best = max(levels, key=lambda code: (levels[code], ours[code] + theirs.get(code, 0), code), default=None)
    return (best, levels[best]) if best is not None and levels[best] > 0 else None


def _no_language(pair: Pair) -> str:
    theirs = listed(language_name(code) for code, level in pair.partner.languages.items() if level > 0)
    if not theirs:
        return _("There is no language in common yet. We will translate.")
    return _("They use %(languages)s. There is no language in common yet, so we will translate.") % {
        "languages": theirs
    }


def _time(value: float, pair: Pair) -> str:
    stretches = round(value * PARAMETERS.enough_stretches)
    how_often = (
        _("%(number)d lessons or more a week meet.")
        if stretches >= PARAMETERS.enough_stretches
        else ngettext("%(number)d lesson a week meets.", "%(number)d lessons a week meet.", stretches)
    ) % {"number": stretches}
    told = [_first_meeting(pair), how_often]
    if value < WEAK_BELOW:
        told.append(_("We will ask both schools whether a lesson can be moved."))
    return in_row(*told)


def _first_meeting(pair: Pair) -> str:
    if not pair.meetings:
        return ""
    first = pair.meetings[0]
    return _("%(weekday)s %(here)s in Tokyo is %(there)s%(day)s there.") % {
        "weekday": Weekday(first.here.weekday()).label,
        "here": clock_span(first.here, pair.wish.minutes),
        "there": clock_span(first.there, pair.wish.minutes),
        "day": day_words(first.day_shift),
    }


def _months(value: float, pair: Pair) -> str:
    shared = pair.wish.months & pair.partner.months
    if not shared:
        return _("No month suits both. We will ask whether they can be flexible.")
    if len(shared) == 1:
        told = _("Only %(month)s suits both.") % {"month": months_listed(shared)}
        return in_row(told, _("We will begin the talks early."))
    return _("%(months)s suit both.") % {"months": months_listed(shared)}


def _theme(value: float, pair: Pair) -> str:
    shared = pair.wish.themes & pair.partner.themes
    labels = [str(theme.label) for theme in Theme if theme.value in shared]
    if labels:
        return ngettext("You share the theme %(themes)s.", "You share %(number)d themes: %(themes)s.", len(labels)) % {
            "number": len(labels),
            "themes": quoted(labels),
        }
    theirs = quoted(str(theme.label) for theme in Theme if theme.value in pair.partner.themes)
    return _("They are interested in %(themes)s. We will ask whether your themes suit them too.") % {"themes": theirs}


def _region(value: float, pair: Pair) -> str:
    country = country_name(pair.partner.country or "")
    if value >= 1:
        return _("The school is in %(country)s, as you hoped.") % {"country": country}
    wished = listed(country_name(code) for code in sorted(pair.wish.countries))
    return _("The school is in %(country)s; you hoped for %(wished)s.") % {"country": country, "wished": wished}


def _size(value: float, pair: Pair) -> str:
    told = _("%(ours)d pupils here, %(theirs)d there.") % {
        "ours": pair.wish.class_size,
        "theirs": pair.partner.class_size,
    }
    if value < WEAK_BELOW:
        return in_row(told, _("We will propose groups or several rounds."))
    return told


def _tool(value: float, pair: Pair) -> str:
    shared = pair.wish.tools & pair.partner.tools
    if shared:
        return _("Both schools can use %(tools)s.") % {"tools": _tools(shared)}
    told = _("You use %(ours)s, they use %(theirs)s.") % {
        "ours": _tools(pair.wish.tools),
        "theirs": _tools(pair.partner.tools),
    }
    return in_row(told, _("We will find a way and test it with both of you."))


def _tools(codes: Iterable[str]) -> str:
    wanted = set(codes)
    return listed(str(tool.label) for tool in Tool if tool.value in wanted)


_SENTENCES: dict[str, Callable[[float, Pair], str]] = {
    Criterion.AGE: _age,
    Criterion.LANGUAGE: _language,
    Criterion.TIME: _time,
    Criterion.MONTHS: _months,
    Criterion.THEME: _theme,
    Criterion.REGION: _region,
    Criterion.SIZE: _size,
    Criterion.TOOL: _tool,
}


def _unknown(criterion: str, pair: Pair) -> str:
    """Who can give the missing answer."""
    if criterion == Criterion.TIME and pair.wish.exchange_type != ExchangeType.LIVE_ONLINE:
        return _("Lesson times do not have to meet for this type of exchange.")
    if criterion == Criterion.REGION and not pair.wish.countries:
        return _("You named no country, so this is left open.")
    if not _ours(criterion, pair.wish):
        return _("Your wish does not say yet. With your answer the list becomes more exact.")
    return _("They have not told us yet. We will ask when we contact them.")


def _ours(criterion: str, wish: matching.Wish) -> object:
    """What the wish says about a criterion; an empty value means nothing."""
    answers: dict[str, object] = {
        Criterion.AGE: wish.ages,
        Criterion.LANGUAGE: wish.languages,
        Criterion.TIME: wish.periods,
        Criterion.MONTHS: wish.months,
        Criterion.THEME: wish.themes,
        Criterion.REGION: wish.countries,
        Criterion.SIZE: wish.class_size,
        Criterion.TOOL: wish.tools,
    }
    return answers[criterion]
