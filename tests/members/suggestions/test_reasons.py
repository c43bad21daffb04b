import dataclasses
import datetime

import pytest
from django.utils import translation

from members import matching
from members.suggestions.reasons import Meeting, Pair, sentence
from portal.core.vocabulary import Criterion

WISH = matching.Wish(
    id="w",
    exchange_type="live_online",
    ages=(10, 11),
    months=frozenset({10, 11, 3}),
    languages={"en": 1, "ja": 4},
    themes=frozenset({"food", "school_life"}),
    countries=frozenset({"AU"}),
    class_size=30,
    periods=(matching.Period(1, 645, 690),),
    tools=frozenset({"zoom"}),
)
PARTNER = matching.Partner(
    id="p",
    exchange_types=frozenset({"live_online"}),
    country="AU",
    timezone="Australia/Sydney",
    ages=(8, 12),
    months=frozenset({10, 11}),
    languages={"en": 4},
    themes=frozenset({"food", "sdgs"}),
    class_size=25,
    tools=frozenset({"zoom", "teams"}),
    periods=(matching.Period(1, 750, 815),),
)
MEETING = Meeting(
    datetime.datetime.fromisoformat("2026-10-06T10:45+09:00"),
    datetime.datetime.fromisoformat("2026-10-06T12:45+11:00"),
)


def said(criterion, value=1.0, *, known=True, wish=None, partner=None, meetings=(MEETING,)):
    """The sentence in Japanese and in English."""
    pair = Pair(
        dataclasses.replace(WISH, **(wish or {})), dataclasses.replace(PARTNER, **(partner or {})), list(meetings)
    )
    words = []
    for language in ("ja", "en"):
        with translation.override(language):
            words.append(sentence(criterion, value, known, pair))
    return tuple(words)


@pytest.mark.parametrize(
    ("criterion", "value", "changes", "japanese", "english"),
    [
        (
            "age",
            1,
            {},
            "本校は10〜11歳、相手校は8〜12歳で、年齢が重なります。",
            "Yours are 10 to 11 years old, theirs 8 to 12: the ages meet.",
        ),
        (
            "age",
            1,
            {"partner": {"ages": (10, 11)}},
            "どちらも10〜11歳です。",
            "Pupils on both sides are 10 to 11 years old.",
        ),
        (
            "age",
            1 / 3,
            {"partner": {"ages": (13, 13)}},
            "本校は10〜11歳、相手校は13歳で、2歳離れています。どちらも楽しめる活動をご提案します。",
            "Yours are 10 to 11 years old, theirs 13: 2 years apart. We will propose activities that suit both.",
        ),
        (
            "language",
            1 / 3,
            {},
            "英語は、本校が「挨拶と決まった表現」、相手校が「流ちょうに話せる・母語」です。難しい場面には通訳をご用意します。",
            "English: yours “Greetings and set phrases”, theirs “Fluent or native”. "
            "We will help with interpreting where it gets hard.",
        ),
        ("language", 1, {"wish": {"languages": {"en": 3}}}, "英語で話し合えます。", "Both sides can talk in English."),
        (
            "language",
            0,
            {"partner": {"languages": {"ko": 4}}},
            "相手校の言語は韓国語です。共通の言語がないため、事務局が翻訳します。",
            "They use Korean. There is no language in common yet, so we will translate.",
        ),
        (
            "language",
            1,
            {"wish": {"languages": {"en": 3}}, "partner": {"languages": {"en": 4, "ja": 1}}},
            "英語で話し合えます。相手校では日本語を学んでいます。",
            "Both sides can talk in English. They are learning Japanese.",
        ),
        (
            "time",
            0.25,
            {},
            "日本時間の火曜日10:45〜11:30が、現地の12:45〜13:30にあたります。週に1コマ、授業の時間が重なります。"
            "時間割を動かせるかを、事務局が両校に確認します。",
            "Tuesday 10:45–11:30 in Tokyo is 12:45–13:30 there. 1 lesson a week meets. "
            "We will ask both schools whether a lesson can be moved.",
        ),
        ("time", 1, {"meetings": ()}, "週に4コマ以上、授業の時間が重なります。", "4 lessons or more a week meet."),
        ("months", 2 / 3, {}, "10月、11月が合います。", "October and November suit both."),
        (
            "months",
            1 / 3,
            {"partner": {"months": frozenset({3})}},
            "時期が合うのは3月だけです。早めに調整を始めます。",
            "Only March suits both. We will begin the talks early.",
        ),
        ("theme", 0.5, {}, "「給食・食文化」の1つが共通です。", "You share the theme “School lunch and food culture”."),
        (
            "theme",
            0,
            {"partner": {"themes": frozenset({"sdgs"})}},
            "相手校の関心は「環境・SDGs」です。本校のテーマで交流できるかを、事務局が確認します。",
            "They are interested in “Environment and SDGs”. We will ask whether your themes suit them too.",
        ),
        (
            "region",
            1,
            {},
            "希望する国・地域（オーストラリア）の学校です。",
            "The school is in Australia, as you hoped.",
        ),
        (
            "region",
            0,
            {"partner": {"country": "NZ"}},
            "ニュージーランドの学校です。本校の希望はオーストラリアです。",
            "The school is in New Zealand; you hoped for Australia.",
        ),
        ("size", 25 / 30, {}, "本校は30名、相手校は25名です。", "30 pupils here, 25 there."),
        (
            "size",
            0.25,
            {"partner": {"class_size": 120}},
            "本校は30名、相手校は120名です。グループに分ける、回を分けるなどの方法をご提案します。",
            "30 pupils here, 120 there. We will propose groups or several rounds.",
        ),
        ("tool", 1, {}, "両校ともZoomを使えます。", "Both schools can use Zoom."),
        (
            "tool",
            0.3,
            {"partner": {"tools": frozenset({"meet"})}},
            "本校はZoom、相手校はGoogle Meetを使います。使える方法を探し、事前に両校と接続テストをします。",
            "You use Zoom, they use Google Meet. We will find a way and test it with both of you.",
        ),
    ],
)
def test_each_criterion_is_told_in_both_languages(criterion, value, changes, japanese, english):
    assert said(criterion, value, **changes) == (japanese, english)


def test_a_lesson_on_another_day_there_says_so():
    honolulu = Meeting(
        datetime.datetime.fromisoformat("2026-10-06T10:45+09:00"),
        datetime.datetime.fromisoformat("2026-10-05T15:45-10:00"),
    )

    japanese, english = said("time", 1, meetings=[honolulu])

    assert "現地の15:45〜16:30（前日）にあたります" in japanese
    assert "is 15:45–16:30 on the day before there." in english


@pytest.mark.parametrize("criterion", Criterion.values)
def test_what_the_partner_has_not_said_the_office_asks(criterion):
    assert said(criterion, 0.5, known=False) == (
        "相手校からまだ回答がありません。連絡するときに事務局が確認します。",
        "They have not told us yet. We will ask when we contact them.",
    )


@pytest.mark.parametrize(
    ("criterion", "empty"),
    [
        ("age", {"ages": None}),
        ("language", {"languages": {}}),
        ("months", {"months": frozenset()}),
        ("theme", {"themes": frozenset()}),
        ("size", {"class_size": None}),
        ("tool", {"tools": frozenset()}),
        ("time", {"periods": ()}),
    ],
)
def test_what_the_wish_does_not_say_the_school_may_add(criterion, empty):
    assert said(criterion, 0.5, known=False, wish=empty)[1].startswith("Your wish does not say yet.")


def test_no_wished_country_is_left_open():
    assert said("region", 0.5, known=False, wish={"countries": frozenset()})[1].startswith("You named no country")


def test_lesson_times_do_not_matter_for_cards():
    assert said("time", 0.5, known=False, wish={"exchange_type": "letter_card"})[0] == (
        "この種類の交流では、授業の時間が重なる必要はありません。"
    )
