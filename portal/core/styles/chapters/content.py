"""What a page tells: lists, facts, notes, tables, empty states."""

import datetime
from collections.abc import Iterator
from types import SimpleNamespace

from portal.core.styles.samples import Component, Inside, Sample, both, long_text

DAY = datetime.date(2026, 11, 20)


def lead() -> str:
    return both(
        "読むための部品です。箱ではなく罫線で分け、箱は「行動するもの」だけに使います。",
        "What people read. Rules part things; a box is for something to act on.",
    )


def components() -> Iterator[Component]:
    yield from _lists()
    yield from _rows_of_programmes()
    yield from _texts()
    yield from _boxes()
    yield from _tables()


def _lists() -> Iterator[Component]:
    yield _news_row()
    yield _type_item()
    yield _case_card()


def _news_row() -> Component:
    news = {"date": DAY, "title": both("創刊号を公開しました", "The first issue is out"), "url": "/n/"}
    tagged = {**news, "tag": both("募集", "Open call"), "tag_kind": "ks", "title": long_text()}
    return Component(
        "components/news_row",
        both("日付・種類・題名の順です。", "Date, kind and title."),
        (
            Sample(both("標準", "Default"), news, '<time datetime="2026-11-20">令和8年11月20日（金曜日）</time>'),
            Sample(both("種類つき・長い題名", "With a kind, long title"), tagged, "tag--ks"),
        ),
        inside=Inside("ul", "rows"),
    )


def _type_item() -> Component:
    item = {
        "code": "live_online",
        "title": both("オンライン交流", "Live online exchange"),
        "text": both("画面ごしに話します。", "Talk on the screen."),
    }
    return Component(
        "components/type_item",
        both("交流の種類です。アイコンは名前の横の飾りです。", "An exchange type; the icon decorates its name."),
        (
            Sample(both("標準", "Default"), item, "img/type-live_online.svg"),
            Sample(
                both("リンク・説明つき", "With link and hint"),
                {**item, "code": "letter_card", "url": "#", "hint": both("準備2週間", "Two weeks to prepare")},
            ),
            Sample(both("長い題名", "Long title"), {**item, "code": "sister_school", "title": long_text(), "url": "#"}),
        ),
        inside=Inside("ul", "types"),
    )


def _case_card() -> Component:
    case = {
        "title": both("給食の写真で聞き合う", "Asking each other about lunch"),
        "url": "/c/",
        "drawing": "pic-sea",
        "meta": both("小学校　台湾　令和7年度", "Elementary school, Taiwan, 2025"),
        "summary": both("写真を1枚ずつ見せて、質問し合いました。", "One photograph at a time, and questions."),
        "tags": [both("給食", "School lunch"), both("英語", "English")],
    }
    return Component(
        "components/case_card",
        both(
            "一覧では行、トップでは札です。写真の許可がなければ絵が立ちます。",
            "A row in lists, a card at home. A drawing stands in without consent.",
        ),
        (
            Sample(both("行", "A row"), {**case, "element": "div", "row": True}, "img/pic-sea.svg"),
            Sample(both("札", "A card"), {**case, "element": "div", "drawing": "pic-lunch"}, "img/pic-lunch.svg"),
            Sample(
                both("比べる・長い題名", "To compare, long title"),
                {**case, "element": "div", "row": True, "compare": "x", "title": long_text(), "drawing": "pic-cards"},
            ),
        ),
    )


def _rows_of_programmes() -> Iterator[Component]:
    programme = {
        "title": both("留学生と話す", "Talk with international students"),
        "url": "#",
        "number": "P-01",
        "provider": both("東京の大学", "A university in Tokyo"),
        "kinds": [both("講師を招く", "Guests")],
        "facts": [both("無料", "Free"), both("土曜日も可", "Saturdays too")],
    }
    yield Component(
        "components/programme_row",
        both("国際教育プログラムの一覧に使います。", "In the catalogue of programmes."),
        (
            Sample(both("標準", "Default"), programme, "programme__number"),
            Sample(
                both("番号なし・長い題名", "No number, long title"), {**programme, "number": "", "title": long_text()}
            ),
        ),
        inside=Inside("ol", "rows"),
    )


def _texts() -> Iterator[Component]:
    yield _facts()
    yield _pair()
    yield _quote()
    yield _flow()


def _facts() -> Component:
    facts = [(both("学年", "Grade"), both("5年生", "Year 5")), (both("相手", "Partner"), long_text()), ("×", "")]
    return Component(
        "components/facts",
        both("見出しと値を1行ずつ並べます。空の値は出ません。", "Label and value; empty ones are left out."),
        (
            Sample(both("標準・長い値", "Default, long value"), {"facts": facts}, "<dt>学年</dt><dd>5年生</dd>"),
            Sample(both("0 も値です", "Zero is a value"), {"facts": [(both("費用", "Cost"), 0)]}, "<dd>0</dd></dl>"),
        ),
    )


def _pair() -> Component:
    theirs = {"title": "Wattle Bay Public School", "text": "We start at nine.", "lang": "en"}
    ours = {
        "title": both("しおかぜ小学校", "Shiokaze Elementary"),
        "hint": both("江東区", "Koto"),
        "text": both("5年生 30人", "30 pupils"),
    }
    return Component(
        "components/pair",
        both("二つの学校を並べます。左がいつも東京です。", "Two schools; Tokyo always first."),
        (
            Sample(
                both("標準", "Default"), {"ours": ours, "theirs": theirs, "level": 3}, '<section lang="en"><h3>Wattle'
            ),
        ),
    )


def _quote() -> Component:
    words = both("思ったより言葉が通じました。", "We understood more than we thought.")
    quote = {"text": words, "source": both("5年生", "A pupil")}
    return Component(
        "components/quote",
        both("声を引きます。児童の名前は書きません。", "A voice; never a pupil's name."),
        (
            Sample(both("東京側", "Ours"), quote),
            Sample(both("相手側", "Theirs"), {**quote, "theirs": True}, "quote--yb"),
            Sample(both("外国語", "Foreign words"), {"text": "We sang together.", "lang": "en", "theirs": True}),
        ),
    )


def _flow() -> Component:
    step = {"title": both("相談する", "Ask"), "text": both("電話かメールでお知らせください。", "By telephone or mail.")}
    return Component(
        "components/flow",
        both("順番のある手順だけに使います。最後は緑です。", "Only for steps in order; the last is green."),
        (
            Sample(
                both("標準", "Default"),
                {"level": 3, "steps": [step, {**step, "actor": "school", "duration": both("2週間", "Two weeks")}]},
                "<h3>相談する</h3>",
            ),
        ),
    )


def _boxes() -> Iterator[Component]:
    yield _note()
    yield _contact()
    yield _empty_state()
    yield _messages()


def _note() -> Component:
    kinds = {
        "": both("お知らせ", "Information"),
        "yb": both("お待ちしています", "Waiting for you"),
        "ks": both("よい知らせ", "Good news"),
        "shu": both("誤り", "Something wrong"),
    }
    text = both("接続テストの日時を選んでください。", "Choose a time for the test call.")
    return Component(
        "components/note",
        both(
            "見落とすと困ることだけに使います。1画面に2つまでです。",
            "Only for what must not be missed; two in a view at most.",
        ),
        tuple(
            Sample(
                title,
                {"title": title, "text": text, "kind": kind, "level": 3, "status": kind == "shu"},
                'class="note note--shu" role="status"' if kind == "shu" else "note",
            )
            for kind, title in kinds.items()
        ),
    )


def _contact() -> Component:
    office = SimpleNamespace(
        office=both("国際交流の窓口", "Exchange office"),
        phone="03-0000-0000",
        phone_href="tel:0300000000",
        hours=both("平日 9時〜17時", "Weekdays 9:00–17:00"),
        email="office@example.jp",
    )
    return Component(
        "components/contact",
        both(
            "問い合わせ先の箱です。値はサイトの設定から来ます。",
            "How to reach the office; values come from the site settings.",
        ),
        (
            Sample(both("標準", "Default"), {"settings": office, "url": "#", "level": 3}, "tel:0300000000"),
            Sample(both("設定なし", "Nothing set"), {"settings": SimpleNamespace(phone=""), "level": 3}),
        ),
    )


def _empty_state() -> Component:
    nothing = both("条件に合う事例は、まだありません。", "No case study fits all of these yet.")
    return Component(
        "components/empty_state",
        both("空の一覧には、1文と1つの行き先を出します。", "An empty list: one sentence and one way on."),
        (
            Sample(
                both("標準", "Default"),
                {"text": nothing, "url": "#", "label": both("条件を外す", "Take filters off")},
                "img/empty.svg",
            ),
            Sample(
                both("題名つき", "With a title"),
                {"text": nothing, "title": both("まだありません", "Nothing yet"), "level": 3},
            ),
        ),
    )


def _messages() -> Component:
    told = {"error": both("保存できませんでした。", "This was not saved."), "success": both("保存しました。", "Saved.")}
    return Component(
        "components/messages",
        both("いま終わったことを、次のページの上で伝えます。", "What has just been done, above the next page."),
        (
            Sample(
                both("誤りと完了", "Error and success"),
                {"messages": [_Message(*one) for one in told.items()]},
                "note--ks",
            ),
        ),
    )


class _Message(SimpleNamespace):
    """A message as django.contrib.messages shows it."""

    def __init__(self, level_tag: str, text: str) -> None:
        super().__init__(level_tag=level_tag, text=text)

    def __str__(self) -> str:
        return str(self.text)


def _tables() -> Iterator[Component]:
    head = [both("種類", "Type"), both("件数", "Number"), both("よく話した内容", "What was talked about")]
    rows = [[both("オンライン", "Online"), 124, long_text()], [both("手紙", "Letters"), 9, both("季節", "Seasons")]]
    table = {"caption": both("令和7年度の交流", "Exchanges of 2025"), "head": head, "rows": rows, "numbers": [1]}
    yield Component(
        "components/table",
        both(
            "数は右に揃えます。広い表は枠の中だけが動きます。",
            "Numbers to the right. Only the frame of a wide table scrolls.",
        ),
        (
            Sample(both("標準", "Default"), table, 'class="is-num">124'),
            Sample(
                both("狭い画面で積む", "Stacks when narrow"),
                {**table, "stack": True, "caption": both("積み重なる表", "A table that stacks")},
                'data-label="件数"',
            ),
            Sample(both("行なし", "No rows"), {**table, "rows": [], "caption": both("空の表", "An empty table")}),
        ),
    )
