"""What one acts on: buttons, links, tags, filters, search."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator

from portal.core.styles.samples import Component, Inside, Sample, both, long_text


def lead() -> str:
    return both(
        "押す・選ぶ・さがすための部品です。1つの画面に、塗りのボタンは1つまでにします。",
        "What people press, choose and search with. At most one filled button in a view.",
    )


def components() -> Iterator[Component]:
    yield from _buttons()
    yield from _labels()
    yield from _filters()
    yield from _search()


def _buttons() -> Iterator[Component]:
    yield _button()
    yield _more()


def _button() -> Component:
    ask, save = both("この学校との調整を頼む", "Ask us to contact this school"), both("下書きを保存", "Save as draft")
    search = both("さがす", "Search")
    return Component(
        "components/button",
        both(
            "行為には動詞を書きます。緑は交流を始めるときだけに使います。選べない状態にはせず、理由を文で伝えます。",
            "A verb for an action. Green only starts an exchange. Never disabled: say why in a sentence instead.",
        ),
        (
            Sample(
                both("標準（塗り）", "Default (filled)"), {"label": save, "name": "act", "value": "1"}, 'class="btn"'
            ),
            Sample(both("ポインターを重ねる", "Hover"), {"label": save}, forced="is-hover"),
            Sample(both("フォーカス", "Focus"), {"label": save}, forced="is-focus"),
            Sample(both("押している間", "Pressed"), {"label": save}, forced="is-pressed"),
            Sample(both("控えめ", "Quiet"), {"label": save, "url": "#", "kind": "quiet"}, "btn--quiet"),
            Sample(
                both("控えめ・重ねる", "Quiet, hover"), {"label": save, "url": "#", "kind": "quiet"}, forced="is-hover"
            ),
            Sample(
                both("交流を始める", "Starts an exchange"),
                {"label": ask, "url": "/x/", "kind": "go", "about": both("A校", "School A")},
                '<a class="btn btn--go" href="/x/">この学校との調整を頼む',
            ),
            Sample(
                both("始める・押す", "Starts, pressed"), {"label": ask, "url": "#", "kind": "go"}, forced="is-pressed"
            ),
            Sample(both("小", "Small"), {"label": search, "url": "#", "small": True}, "btn--small"),
            Sample(both("リンクの形", "As a link"), {"label": save, "kind": "link"}, "btn--link"),
            Sample(both("長い語", "Long text"), {"label": long_text(), "url": "#", "kind": "quiet"}),
        ),
    )


def _more() -> Component:
    more = {"label": both("すべての事例を見る", "All case studies"), "url": "/x/"}
    return Component(
        "components/more",
        both(
            "一覧の最後に置き、行き先を書きます。「詳細」「こちら」とは書きません。",
            "At the end of a list; says where it leads.",
        ),
        (
            Sample(both("標準", "Default"), more, 'class="more"'),
            Sample(both("ポインターを重ねる", "Hover"), more, forced="is-hover"),
            Sample(both("フォーカス", "Focus"), more, forced="is-focus"),
        ),
    )


def _labels() -> Iterator[Component]:
    kinds = (
        ("", both("種類", "Kind"), both("給食", "School lunch")),
        ("ai", both("東京側", "Ours"), both("小学校", "Elementary school")),
        ("yb", both("相手側", "Theirs"), both("台湾", "Taiwan")),
        ("ks", both("合意", "Agreed"), both("募集中", "Open")),
        ("solid", both("状態", "State"), both("終了", "Ended")),
        ("shu", both("急ぎ", "Urgent"), both("あと3日", "3 days left")),
    )
    yield Component(
        "components/tag",
        both(
            "事実を短く伝えます。押せません。朱は期限が3日以内のときだけです。",
            "Tells a fact; cannot be pressed. Red: three days or less.",
        ),
        (
            *(
                Sample(state, {"label": label, "kind": kind}, f"tag--{kind}" if kind else "tag")
                for kind, state, label in kinds
            ),
            Sample(both("外国語", "Foreign words"), {"label": "Wattle Bay", "lang": "en"}, 'lang="en"'),
            Sample(both("長い語", "Long text"), {"label": long_text()}),
        ),
    )
    done = {"done": 1, "total": 3, "label": both("日程が決まりました", "Date agreed")}
    yield Component(
        "components/dots",
        both(
            "一覧の中で進み具合を示します。必ず言葉と並べます。",
            "A stage at a glance in a list, always beside its name.",
        ),
        (
            Sample(both("途中", "Under way"), done, '<i class="d"></i><i class="n"></i><i></i>'),
            Sample(both("始まり", "At the start"), {**done, "done": 0}),
            Sample(both("終わり", "Done"), {**done, "done": 3, "label": both("報告済み", "Reported")}),
        ),
    )


def _filters() -> Iterator[Component]:
    lunch, post = both("給食", "School lunch"), both("手紙・カード", "Letters and cards")
    yield _chip(lunch)
    yield _chips(lunch, post)
    yield _pager()
    yield _facets(lunch)


def _chip(lunch: Any) -> Component:
    return Component(
        "components/chip",
        both("いま効いている条件です。押すと外れます。", "A filter in force; pressing it takes it off."),
        (
            Sample(both("標準", "Default"), {"label": lunch, "url": "?"}, "を外す"),
            Sample(both("ポインターを重ねる", "Hover"), {"label": lunch, "url": "?"}, forced="is-hover"),
            Sample(both("フォーカス", "Focus"), {"label": lunch, "url": "?"}, forced="is-focus"),
            Sample(both("長い語", "Long text"), {"label": long_text(), "url": "?"}),
        ),
    )


def _chips(lunch: Any, post: Any) -> Component:
    chips = [{"label": lunch, "url": "?"}, {"label": post, "url": "?"}]
    return Component(
        "components/chips",
        both("結果の上に置きます。条件がなければ何も出ません。", "Above results; nothing where no filter is in force."),
        (
            Sample(both("標準", "Default"), {"chips": chips, "clear_url": "?"}, "すべて外す"),
            Sample(both("条件なし", "Empty"), {"chips": [], "clear_url": "?"}),
        ),
    )


def _pager() -> Component:
    return Component(
        "components/pager",
        both("10件を超える一覧に付けます。絞り込みは保たれます。", "For lists longer than a page; keeps the filters."),
        (
            Sample(
                both("途中のページ", "In the middle"),
                {"page_obj": Paginator(range(100), 10).page(5)},
                'aria-current="page"',
            ),
            Sample(both("1ページだけ", "A single page"), {"page_obj": Paginator([1], 10).page(1)}),
        ),
    )


def _facets(lunch: Any) -> Component:
    option = {"value": "food", "label": lunch, "count": 3, "checked": True}
    groups = [
        {
            "name": "theme",
            "label": both("テーマ", "Theme"),
            "options": [option, {"value": "sdgs", "label": "SDGs", "count": 12, "checked": False}],
            "more": [{"value": "steam", "label": long_text(), "count": 1}],
            "hint": both("いくつでも選べます。", "Choose as many as you like."),
        },
        {"name": "year", "label": both("年度", "Year"), "options": []},
    ]
    return Component(
        "components/facets",
        both(
            "一覧の左に置く絞り込みです。件数のない項目は出しません。",
            "Filters beside a list; an empty group is left out.",
        ),
        (
            Sample(
                both("選択あり", "With a choice"),
                {"groups": groups, "active": 1},
                '<span class="num">3件</span></label>',
            ),
        ),
        inside=Inside("form", "stack"),
    )


def _search() -> Iterator[Component]:
    yield _searchbox()
    yield _suggest_list()
    yield _suggestions()
    yield _did_you_mean()


def _searchbox() -> Component:
    word = both("ことば", "Words")
    return Component(
        "components/searchbox",
        both(
            "全角・半角・かなのどれでも探せます。見本の文字は入れません。",
            "Any width and kana are found. No placeholder text.",
        ),
        (
            Sample(both("標準", "Default"), {"id": "style-q1", "label": word}),
            Sample(
                both("入力済み", "Filled in"), {"id": "style-q2", "label": word, "value": '"<'}, 'value="&quot;&lt;"'
            ),
            Sample(
                both("見出しと説明つき", "With a hint"),
                {"id": "style-q3", "label": word, "hint": both("例：台湾　給食", "For example: Taiwan lunch")},
            ),
        ),
    )


def _suggest_list() -> Component:
    return Component(
        "components/suggest_list",
        both(
            "検索欄の下の候補の入れ物です。入力するまで隠れています。",
            "Holds what a box proposes; hidden until somebody types.",
        ),
        (
            Sample(
                both("入力前（見えません）", "Before typing (hidden)"),
                {"id": "style-suggest"},
                'id="style-suggest" role="listbox"',
            ),
        ),
    )


def _suggestions() -> Component:
    rows = [
        {
            "label": both("<台湾", "<Taiwan"),
            "kind": both("国・地域", "Country"),
            "name": "q",
            "value": "台",
            "number": 2,
        },
        {"label": long_text(), "kind": both("事例", "Case study"), "url": "/a/", "number": None},
    ]
    return Component(
        "components/suggestions",
        both("候補の各行です。矢印キーで選べます。", "The rows proposed; arrow keys choose."),
        (
            Sample(
                both("標準", "Default"),
                {"options": rows},
                'data-name="q" data-value="台"><span class="suggest__label">&lt;台湾</span>',
            ),
        ),
        inside=Inside("ul", "styles__options", "listbox", both("候補", "Suggestions")),
    )


def _did_you_mean() -> Component:
    return Component(
        "components/did_you_mean",
        both("見つからないとき、近いことばを1つだけ示します。", "One word that may be meant, where nothing was found."),
        (
            Sample(
                both("標準", "Default"),
                {"label": both("オーストラリア", "Australia"), "url": "?", "count": 4},
                'class="meant"',
            ),
        ),
    )
