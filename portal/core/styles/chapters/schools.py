"""The schools' own pages: what to do next, suggestions and their reasons."""

from collections.abc import Iterator

from django.utils.html import format_html

from portal.core.styles.samples import Component, Inside, Sample, both, long_text

from .charts import parts
from .content import DAY


def lead() -> str:
    return both(
        "ログインした学校のための部品です。頼まれていることを先に、期限とともに示します。",
        "For schools that are logged in: what is asked of them first, with its day.",
    )


def components() -> Iterator[Component]:
    task = {
        "when": DAY,
        "title": both("接続テストの日時を選ぶ", "Choose a time for the test call"),
        "url": "/",
        "action": both("選ぶ", "Choose"),
    }
    yield _todo(task)
    slots: list[dict[str, object]] = [
        {
            "when": both("11月20日（金） 9:40", "Fri 20 November, 9:40"),
            "local": "11:40",
            "url": "#",
            "action": task["action"],
        },
        {
            "when": both("11月24日（火） 10:45", "Tue 24 November, 10:45"),
            "local": both("シドニー 12:45", "12:45 in Sydney"),
        },
    ]
    yield _slots(slots)
    yield from _suggestions(slots)
    yield _musts()


def _todo(task: dict[str, object]) -> Component:
    return Component(
        "components/todo",
        both(
            "急ぐものから並べます。急がないものは控えめなボタンです。", "Most urgent first; quiet buttons for the rest."
        ),
        (
            Sample(
                both("急ぎ・期限なし・長い文", "Urgent, no day, long text"),
                {
                    "tasks": [
                        {**task, "urgent": both("あと3日", "3 days left")},
                        {**task, "when": None, "title": long_text(), "quiet": True, "text": both("理由", "Why")},
                    ]
                },
                "tag--shu",
            ),
        ),
    )


def _slots(slots: list[dict[str, object]]) -> Component:
    return Component(
        "components/slots",
        both("両校が使える日時です。必ず両方の時刻を書きます。", "Times both can meet, by both clocks."),
        (Sample(both("選べる・示すだけ", "To choose, to read"), {"slots": slots}, "slots__local"),),
    )


def _musts() -> Component:
    must = {
        "value": "region",
        "label": both("地域", "Region"),
        "checked": True,
        "effect": both("外すと 19校", "19 without"),
    }
    months = [{"value": month, "label": both(f"{month}月", str(month)), "checked": month % 2} for month in range(1, 13)]
    return Component(
        "components/musts",
        both("必須条件と、それを外したときの校数です。", "What must be met, and what each choice would leave."),
        (
            Sample(
                both("条件と月", "Conditions and months"),
                {"musts": [must, {**must, "value": "age", "checked": False}], "months": months},
                'value="region" checked',
            ),
        ),
    )


def _suggestions(slots: list[dict[str, object]]) -> Iterator[Component]:
    match = {
        "rank": 1,
        "name": "Wattle Bay Public School",
        "lang": "en",
        "url": "/p/",
        "place": both("オーストラリア　シドニー", "Sydney, Australia"),
        "tags": [{"label": both("初めて", "New"), "kind": "ks"}],
        "lead": both("朝の時間が重なります。", "The mornings overlap."),
        "fit": 0.87,
        "fit_school": 0.88,
        "fit_partner": 0.86,
        "parts": parts(),
        "slots": slots,
    }
    button = format_html('<a class="btn btn--go" href="#">{}</a>', both("調整を頼む", "Ask us to contact them"))
    yield Component(
        "components/match_card",
        both(
            "提案の1校です。理由と日時を添え、相手校の忙しさは示しません。",
            "One suggested school, with reasons; never its load.",
        ),
        (
            Sample(both("標準", "Default"), {**match, "actions": button}, "候補1"),
            Sample(both("折りたたみ", "Folded"), {**match, "rank": 2, "folded": True, "actions": button}, "<details"),
            Sample(
                both("推薦あり・長い名前", "Recommended, long name"),
                {
                    **match,
                    "rank": 3,
                    "name": long_text(),
                    "lang": "",
                    "office": both("同じ教科です。", "Same subject."),
                    "slots": [],
                },
                "note--ks",
            ),
        ),
        inside=Inside("ol", "stack"),
    )
