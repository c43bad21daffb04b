"""What surrounds a page. Each belongs once to a page, so each sample stands in a page of its own."""

import datetime
from collections.abc import Iterator
from types import SimpleNamespace

from portal.core.styles.samples import Component, Inside, Sample, both, long_text


def lead() -> str:
    return both(
        "ページの上下を囲む部品です。1ページに1つなので、見本は小さな窓の中に置きます。",
        "Head and foot. They belong once to a page, so each sample stands in a window of its own.",
    )


def components() -> Iterator[Component]:
    default = both("標準", "Default")
    yield _header(default)
    person = SimpleNamespace(is_authenticated=True, get_full_name=both("山田 太郎", "Taro Yamada"))
    school = SimpleNamespace(
        school=SimpleNamespace(shown_name=both("江東区立しおかぜ小学校", "Shiokaze Elementary School"))
    )
    yield _member_header(person, school)
    yield _hero(default)
    yield _error_page(default)
    yield _head_drawing(default)
    yield _footer(default)
    yield _page_care(default)
    yield from _parts(default, person, school)


def _header(default: str) -> Component:
    return Component(
        "components/header",
        both(
            "公開ページの上です。狭い画面ではメニューを開きます。", "The head of public pages; a menu on small screens."
        ),
        (Sample(default, {}, "site-header"), Sample(both("誤りのページ", "On an error page"), {"is_error": True})),
        framed=True,
    )


def _member_header(person: SimpleNamespace, school: SimpleNamespace) -> Component:
    return Component(
        "components/member_header",
        both("学校のページの上です。", "The head of the schools' pages."),
        (
            Sample(both("ログイン後", "Logged in"), {"user": person, "membership": school}, "whobar"),
            Sample(both("ログイン前", "Before the login"), {"user": SimpleNamespace(is_authenticated=False)}),
        ),
        framed=True,
    )


def _hero(default: str) -> Component:
    return Component(
        "components/hero",
        both("トップページだけに使います。", "On the home page only."),
        (
            Sample(
                default,
                {
                    "phrases": [both("世界の教室と、", "Open the door"), both("つながる。", "to the world")],
                    "lead": both("先生方に代わって相手校を探します。", "We find a partner school for you."),
                    "actions": [
                        {"label": both("事例を見る", "See cases"), "url": "#"},
                        {"label": both("相談する", "Ask"), "url": "#"},
                    ],
                },
                '<span class="ph">世界の教室と、</span>',
            ),
        ),
        framed=True,
    )


def _error_page(default: str) -> Component:
    return Component(
        "components/error_page",
        both("誤りのページの中身です。言い訳せず、行き先を示します。", "The body of an error page: ways on."),
        (
            Sample(
                default,
                {
                    "title": both("ページが見つかりません", "This page was not found"),
                    "text": both(
                        "ことばで探すか、トップページからお進みください。", "Try a word, or begin at the home page."
                    ),
                    "search": True,
                },
                "img/scene-lost.svg",
            ),
        ),
        framed=True,
    )


def _head_drawing(default: str) -> Component:
    return Component(
        "components/head_drawing",
        both(
            "絵のないページの見出しの横に置きます。狭い画面と紙には出ません。",
            "Beside a bare page head; not when narrow, not on paper.",
        ),
        (Sample(default, {"name": "scene-news"}, "img/scene-news.svg"),),
    )


def _footer(default: str) -> Component:
    return Component(
        "components/footer",
        both("すべてのページの下です。問い合わせ先がいつも先頭です。", "The foot of every page; contact always first."),
        (Sample(default, {}, "site-footer"),),
        framed=True,
    )


def _page_care(default: str) -> Component:
    moment = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
    page = SimpleNamespace(contact_name="", contact_detail="", last_published_at=moment, checked_on=None)
    named = {"contact_name": both("学校交流係", "School exchange desk"), "contact_detail": "03-0000-0001"}
    office = SimpleNamespace(office=both("国際交流の窓口", "Exchange office"), phone="")
    return Component(
        "components/page_care",
        both(
            "本文のあるページの終わりに出ます。誰に尋ねるか、いつ確かめたかを示します。",
            "Ends a page of content: whom to ask, when it was checked.",
        ),
        (
            Sample(default, {"page": page, "settings": office}, "page-care__dates"),
            Sample(
                both("担当と確認日つき", "With a person and the day it was checked"),
                {"page": SimpleNamespace(**{**vars(page), **named, "checked_on": moment.date()}), "settings": office},
                "学校交流係 03-0000-0001",
            ),
            Sample(both("ページなし", "Empty"), {"page": None, "settings": office}),
        ),
        framed=True,
    )


def _parts(default: str, person: SimpleNamespace, school: SimpleNamespace) -> Iterator[Component]:
    yield _brand(default)
    items = [
        {"title": both("事例集", "Case studies"), "url": "#", "current": "page"},
        {"title": both("よくある質問", "Questions"), "url": "#"},
        {"title": long_text(), "url": "#"},
    ]
    yield _nav(items)
    yield _breadcrumbs(default, items)
    yield _language_switch(default)
    yield _member_bar(default, person, school)
    yield _footer_link(default, items)
    yield _urgent()
    yield _sharing()


def _brand(default: str) -> Component:
    return Component(
        "components/brand",
        both("印と名前です。", "The mark and the name."),
        (Sample(default, {"url": "#"}, "brand__mark"),),
    )


def _nav(items: list[dict[str, str]]) -> Component:
    return Component(
        "components/nav",
        both("いまいる所に太い線が付きます。", "A bar marks where one is."),
        (
            Sample(
                both("現在地・長い語", "Current, long text"),
                {"items": items, "label": both("見本のメニュー", "Sample menu")},
                'aria-current="page"',
            ),
            Sample(
                both("ポインターを重ねる", "Hover"),
                {"items": items[1:2], "label": both("見本のメニュー2", "Sample menu 2")},
                forced="is-hover",
            ),
        ),
    )


def _breadcrumbs(default: str, items: list[dict[str, str]]) -> Component:
    return Component(
        "components/breadcrumbs",
        both("2階層より深いページに出ます。", "On pages below the first level."),
        (
            Sample(default, {"home_url": "#", "links": items[:1]}, "crumbs"),
            Sample(both("なし", "Empty"), {"links": []}),
        ),
    )


def _language_switch(default: str) -> Component:
    return Component(
        "components/language_switch",
        both("同じページの他の言語です。", "The same page in the other language."),
        (Sample(default, {}),),
    )


def _member_bar(default: str, person: SimpleNamespace, school: SimpleNamespace) -> Component:
    return Component(
        "components/member_bar",
        both("学校の名前、人の名前、出口です。", "School, person and the way out."),
        (Sample(default, {"user": person, "membership": school}, "しおかぜ"),),
        framed=True,
    )


def _footer_link(default: str, items: list[dict[str, str]]) -> Component:
    return Component(
        "components/footer_link",
        both("フッターの1行です。", "One line of the footer."),
        (
            Sample(default, {"link": items[0]}, "<li>"),
            Sample(both("ポインターを重ねる", "Hover"), {"link": items[1]}, forced="is-hover"),
            Sample(both("フォーカス", "Focus"), {"link": items[1]}, forced="is-focus"),
        ),
        inside=Inside("ul", "site-footer styles__footer"),
    )


def _urgent() -> Component:
    return Component(
        "components/urgent",
        both(
            "緊急のお知らせです。掲載中だけ、すべてのページの上に出ます。",
            "Urgent news, above every page while it lasts.",
        ),
        (Sample(both("いまのサイトの状態", "As the site is now")),),
    )


def _sharing() -> Component:
    return Component(
        "components/sharing",
        both("ほかのサービスに渡す情報です。画面には出ません。", "What other services are told; not seen on the page."),
        (Sample(both("見えません", "Not seen")),),
    )
