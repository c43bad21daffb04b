"""What events, programmes and news say of themselves where they are announced, in the newsletter for example."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.events.wording import second_times, times_in_words
from home.models import EventPage, NewsPage, ProgrammePage
from home.programme_facts import fact_rows
from portal.core.dates import long_date
from portal.core.notices import Notice, register_notice


def register() -> None:
    """Let pages of these types be announced."""
    register_notice(EventPage, event_notice)
    register_notice(ProgrammePage, programme_notice)
    register_notice(NewsPage, news_notice)


def event_notice(event: EventPage) -> Notice:
    """An event: its times on both clocks, place, for whom, how many, until when."""
    elsewhere = _("Time in %(place)s") % {"place": event.second_place or event.second_zone}
    return Notice(
        title=event.title,
        url=event.get_url() or "",
        language=event.locale.language_code,
        summary=event.summary,
        kind=event.get_event_type_display(),
        status=pgettext("event", "Cancelled") if event.is_cancelled else "",
        meta=times_in_words(event),
        facts=_known(
            [
                (_("Time in Tokyo"), times_in_words(event)),
                (elsewhere, second_times(event)),
                (pgettext("of an event", "Place"), event.venue),
                (_("For"), event.audience),
                (pgettext("number of seats", "Places"), event.capacity),
                (_("Apply by"), long_date(event.apply_by) if event.apply_by else ""),
            ]
        ),
        picture=event.cover,
    )


def programme_notice(page: ProgrammePage) -> Notice:
    """A programme: who offers it, and its conditions as on its own page."""
    return Notice(
        title=page.title,
        url=page.get_url() or "",
        language=page.locale.language_code,
        summary=page.summary,
        kind=pgettext("between the items of a list", ", ").join(page.kind_labels),
        meta=page.provider,
        facts=_known([(pgettext("of a programme", "Offered by"), page.provider), *fact_rows(page)]),
        picture=page.cover,
    )


def news_notice(page: NewsPage) -> Notice:
    """A piece of news: when it was published, and its lead."""
    return Notice(
        title=page.title,
        url=page.get_url() or "",
        language=page.locale.language_code,
        summary=page.summary,
        kind=page.get_category_display(),
        meta=long_date(page.date),
        facts=((pgettext("of news", "Published"), long_date(page.date)),),
        picture=page.cover,
    )


def _known(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in facts if value)
