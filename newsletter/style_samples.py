"""The newsletter's own samples for the style page: the blocks that only an issue has."""

from collections.abc import Iterator

from portal.core.notices import Notice
from portal.core.styles.chapters.blocks import newest_image
from portal.core.styles.samples import Component, Sample, both, long_text


def components() -> Iterator[Component]:
    heading, text = both("見出し", "Heading"), f"<p>{both('本文です。', 'Text.')}</p>"
    yield _feature(heading, text)
    yield _voices(heading)
    yield _announcement(heading, text)
    yield _case_teaser(heading)


def _feature(heading: str, text: str) -> Component:
    whole = {"heading": heading, "lead": both("特集のリードです。", "The lead."), "text": text}
    return Component(
        "blocks/feature",
        both("号の中心になる記事です。", "The main article of an issue."),
        (
            Sample(
                both("写真つき", "With a picture"),
                {"value": {**whole, "picture": newest_image, "caption": long_text()}},
                "kasane",
            ),
            Sample(both("文章のみ", "Text only"), {"value": {"heading": long_text(), "text": text}}, "kasane"),
        ),
    )


def _voices(heading: str) -> Component:
    words = both("手紙が届くのが楽しみです。", "I look forward to the letters.")
    voices = [
        {"speaker": "pupil", "text": words, "detail": both("4年生", "Year 4")},
        {"speaker": "partner", "text": words, "detail": ""},
    ]
    return Component(
        "blocks/voices",
        both("複数の声を並べます。1つなら「声」を使います。", "Several voices; for a single one there is “quote”."),
        (Sample(both("標準", "Default"), {"value": {"heading": heading, "voices": voices}}, "児童・生徒（4年生）"),),
    )


def _announcement(heading: str, text: str) -> Component:
    facts = (
        (both("日時", "When"), both("令和9年1月26日（火曜日）9:00〜10:30", "Tuesday 26 January 2027, 9:00–10:30")),
        (both("対象", "For"), long_text()),
    )
    language = both("ja", "en")
    notice = Notice(both("1月の会", "The January meeting"), "#", language, both("説明です。", "A lead."), facts=facts)
    cancelled = Notice(notice.title, "#", language, notice.summary, status=both("中止", "Cancelled"), facts=facts)
    other = Notice(both("A meeting in English", "日本語の会"), "#", both("en", "ja"))
    empty = {"heading": "", "text": ""}
    return Component(
        "blocks/announcement",
        both(
            "プログラム、イベント、お知らせの告知です。事実は元のページから取ります。",
            "Announces a programme, an event or news; the facts come from that page.",
        ),
        (
            Sample(both("標準", "Default"), {"value": empty, "notice": notice}, "facts"),
            Sample(
                both("見出しと紹介文つき", "With its own words"),
                {"value": {"heading": heading, "text": text}, "notice": notice},
                "kasane",
            ),
            Sample(both("中止", "Cancelled"), {"value": empty, "notice": cancelled}, "tag--shu"),
            Sample(both("翻訳がない", "Not translated"), {"value": empty, "notice": other}, 'lang="en"'),
            Sample(both("非公開になった", "Not public any more"), {"value": empty, "notice": None}),
        ),
    )


def _case_teaser(heading: str) -> Component:
    notice = Notice(
        both("給食を紹介し合った45分", "45 minutes about school lunch"),
        "#",
        both("ja", "en"),
        both("献立を英語で紹介しました。", "Menus, told in English."),
        meta=both("小学校5年・オーストラリア", "Year 5 · Australia"),
        drawing="pic-lunch",
    )
    return Component(
        "blocks/issue_case_teaser",
        both("通信の中で事例を1つ紹介します。", "One case study in an issue of the newsletter."),
        (
            Sample(both("標準", "Default"), {"value": {"heading": heading, "text": ""}, "notice": notice}, "case--row"),
            Sample(both("非公開になった", "Not public any more"), {"value": {"heading": ""}, "notice": None}),
        ),
    )
