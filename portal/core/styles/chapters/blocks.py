"""The blocks that editors put a page together from."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from portal.core.media.models import PortalImage
from portal.core.styles.samples import Component, Sample, both, long_text

from .content import DAY


def lead() -> str:
    return both(
        "編集画面で選べる部品です。見出しには、かさね罫が付きます。",
        "What editors build pages from. A block's heading carries the ruled ornament.",
    )


def newest_image() -> PortalImage | None:
    """The newest picture that may be shown, or None."""
    return next((image for image in PortalImage.objects.order_by("-pk")[:20] if image.is_publishable), None)


def _block(name: str, use: str, *values: tuple[str, dict[str, Any], str]) -> Component:
    return Component(
        f"blocks/{name}", use, tuple(Sample(state, {"value": value}, text) for state, value, text in values)
    )


def components() -> Iterator[Component]:
    heading, default = both("見出し", "Heading"), both("標準", "Default")
    text = (
        f"<p>{both('本文です。', 'Text.')}<a href='#'>{both('リンク', 'A link')}</a></p><ul><li>{long_text()}</li></ul>"
    )
    yield _heading(default, heading)
    yield _text_block(default, heading, text)
    yield _note_block(heading, text)
    yield _greeting_block(default, heading, text)
    yield _quote_block()
    yield from _lists(heading, default, text)
    yield from _with_facts(heading, default, text)


def _heading(default: str, heading: str) -> Component:
    return Component(
        "blocks/heading",
        both("節の見出しです。", "Heads a section."),
        (
            Sample(default, {"heading": heading}, "kasane"),
            Sample(both("長い見出し", "Long"), {"heading": long_text()}),
            Sample(both("空", "Empty"), {"heading": ""}),
        ),
    )


def _text_block(default: str, heading: str, text: str) -> Component:
    return _block(
        "text", both("文章と箇条書きです。", "Text and lists."), (default, {"heading": heading, "text": text}, "<li>")
    )


def _note_block(heading: str, text: str) -> Component:
    return _block(
        "note",
        both("見落とすと困ることです。", "What must not be missed."),
        (both("情報", "Information"), {"heading": heading, "text": text}, "story__note"),
        (both("待っています", "Waiting"), {"heading": heading, "text": text, "kind": "waiting"}, "note--yb"),
        (both("機会", "Opportunity"), {"heading": heading, "text": text, "kind": "opportunity"}, "note--ks"),
    )


def _greeting_block(default: str, heading: str, text: str) -> Component:
    return _block(
        "greeting",
        both("あいさつです。", "A greeting."),
        (default, {"heading": heading, "text": text, "signature": both("所長", "The head")}, "story__signature"),
    )


def _quote_block() -> Component:
    words = both("また話したいです。", "I want to talk again.")
    return _block(
        "quote",
        both("声です。", "A voice."),
        (
            both("児童・生徒", "Pupil"),
            {"speaker": "pupil", "text": words, "detail": both("5年生", "Year 5")},
            "児童・生徒（5年生）",
        ),
        (both("先生", "Teacher"), {"speaker": "teacher", "text": words}, "<footer>"),
        (both("相手校", "Partner school"), {"speaker": "partner", "text": words}, "quote--yb"),
    )


def _lists(heading: str, default: str, text: str) -> Iterator[Component]:
    yield _flow_block(heading, default)
    yield _roles_block(heading, default, text)
    yield _questions_block(heading, default, text)
    yield _checklist_block(heading, default)
    yield _lesson_plan_block(heading, default)


def _flow_block(heading: str, default: str) -> Component:
    step = {"title": both("相談する", "Ask"), "text": both("電話でどうぞ。", "By telephone.")}
    return _block(
        "flow",
        both("手順です。種類を選ぶとアイコンが付きます。", "Steps; an exchange type adds its icon."),
        (default, {"heading": heading, "steps": [step, step]}, "kasane"),
        (
            both("種類つき", "Of a type"),
            {"heading": heading, "steps": [step], "exchange_type": "artwork"},
            "type-artwork",
        ),
    )


def _roles_block(heading: str, default: str, text: str) -> Component:
    roles = [{"title": both("さがす", "Find"), "text": text}, {"title": both("調整する", "Arrange"), "text": text}]
    return _block(
        "roles", both("役割の一覧です。", "A list of roles."), (default, {"heading": heading, "roles": roles}, "rows")
    )


def _questions_block(heading: str, default: str, text: str) -> Component:
    questions = [{"question": both("費用はかかりますか。", "Does it cost anything?"), "answer": text}]
    return _block(
        "questions",
        both("問いと答えです。", "Questions and answers."),
        (default, {"heading": heading, "questions": questions}, "story__qa"),
    )


def _checklist_block(heading: str, default: str) -> Component:
    items = [
        {"when": both("2週間前", "Two weeks before"), "text": both("機器を試す", "Try the equipment")},
        {"text": long_text()},
    ]
    return _block(
        "checklist",
        both("印刷して使える準備の表です。", "To print and tick."),
        (default, {"heading": heading, "items": items}, "checklist__box"),
    )


def _lesson_plan_block(heading: str, default: str) -> Component:
    lesson = {"minutes": both("10分", "10 min"), "activity": both("あいさつをする", "Say hello"), "hint": ""}
    return _block(
        "lesson_plan",
        both("授業の流れです。狭い画面では積み重なります。", "The course of a lesson; stacks when narrow."),
        (
            default,
            {
                "heading": heading,
                "suits": both("5年生", "Year 5"),
                "aim": both("伝え合う", "To tell"),
                "steps": [lesson, {**lesson, "hint": long_text()}],
            },
            "table--stack",
        ),
    )


def _with_facts(heading: str, default: str, text: str) -> Iterator[Component]:
    yield _table_block(default)
    yield _results_chart_block(heading, default)
    yield _contact_block(heading, default, text)
    yield _contact_facts(default)
    yield _documents_block(heading, default)
    yield _figure_block(heading)
    yield _story()


def _table_block(default: str) -> Component:
    rows = [
        {"cells": [both("オンライン", "Online"), both("無料", "Free")]},
        {"cells": [both("手紙", "Letters"), long_text()]},
    ]
    table = {
        "caption": both("費用のめやす", "Usual costs"),
        "header": [both("種類", "Type"), both("費用", "Cost")],
        "rows": rows,
    }
    return _block("table", both("小さな表です。", "A small table."), (default, table, "<caption>"))


def _results_chart_block(heading: str, default: str) -> Component:
    pairs = [(both("小学校", "Elementary"), 24), (both("高校", "High"), 9)]
    results = {
        "heading": heading,
        "pairs": pairs,
        "category": both("校種", "School type"),
        "unit": both("件", "Number"),
        "note": f"{DAY:%Y}",
    }
    return _block(
        "results_chart",
        both("数の一覧と棒です。見本の数なら、必ずそう示します。", "Numbers and bars; samples say that they are."),
        (default, results, "<table"),
        (
            both("見本の数", "Sample data"),
            {**results, "heading": both("見本", "Sample"), "is_sample": True},
            "tag--shu",
        ),
    )


def _contact_block(heading: str, default: str, text: str) -> Component:
    return _block(
        "contact",
        both("問い合わせ先です。", "How to reach the office."),
        (default, {"heading": heading, "text": text}, "facts"),
    )


def _contact_facts(default: str) -> Component:
    return Component(
        "blocks/contact_facts", both("上の部品の中の表です。", "The facts inside it."), (Sample(default, {}, "facts"),)
    )


def _documents_block(heading: str, default: str) -> Component:
    document = SimpleNamespace(
        is_publishable=True, url="#", localised_title=heading, file_extension="pdf", file_size=1_258_291
    )
    hidden = SimpleNamespace(is_publishable=False)
    return _block(
        "documents",
        both("ファイルです。種類と大きさを書きます。", "Files, with kind and size."),
        (default, {"heading": heading, "documents": [document, hidden]}, "PDF"),
    )


def _figure_block(heading: str) -> Component:
    return _block(
        "figure",
        both("許可のある写真だけが出ます。", "Only pictures with consent are shown."),
        (
            both("新しい写真（なければ空）", "The newest picture, if there is one"),
            {"image": newest_image, "caption": heading},
            "",
        ),
    )


def _story() -> Component:
    return Component(
        "blocks/story",
        both("部品を順に並べます。", "Puts blocks in order."),
        (Sample(both("空", "Empty"), {"body": []}),),
    )
