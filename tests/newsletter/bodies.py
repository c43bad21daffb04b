"""A body of an issue that holds every block once."""

from typing import Any

from newsletter.blocks import IssueBlock
from tests.factories.media import make_document, make_image
from tests.factories.public_site import make_case, make_event, make_news, make_programme


def full_body() -> list[tuple[str, Any]]:
    """Blocks as `IssuePage.body` takes them; the pages, pictures and files they show are made."""
    image, document = make_image(alt_ja="手を振る子どもたちの絵"), make_document(title="準備の一覧")
    text = (
        '<p>準備は<b>早めに</b>始めます。<a href="/casestudies/">事例集</a>も御覧ください。</p>'
        "<ul><li>机</li><li>椅子</li></ul>"
    )
    ruby = "<p><ruby>交流<rp>（</rp><rt>こうりゅう</rt><rp>）</rp></ruby>を始めます。</p>"
    raw = [
        ("greeting", {"heading": "ごあいさつ", "text": ruby, "signature": "事務局"}),
        (
            "feature",
            {
                "heading": "年賀状の季節",
                "picture": image.pk,
                "caption": "教室の様子",
                "lead": "特集です。",
                "text": text,
            },
        ),
        ("text", {"heading": "本文の見出し", "text": text}),
        ("note", {"kind": "waiting", "heading": "締切", "text": "<p>12月9日までです。</p>"}),
        ("figure", {"image": image.pk, "caption": "図の説明"}),
        ("roles", {"heading": "役割", "roles": [{"title": "相談", "text": "<p>相談に応じます。</p>"}]}),
        (
            "flow",
            {
                "heading": "流れ",
                "exchange_type": "live_online",
                "steps": [
                    {"title": "問合せ", "text": "電話で。\nメールでも。", "actor": "school", "duration": "1週間"}
                ],
            },
        ),
        (
            "case_teaser",
            {"heading": "事例から", "case": make_case(title="給食を紹介し合った45分").pk, "text": "給食の話です。"},
        ),
        ("programme_notice", {"heading": "", "page": make_programme(title="水の学習").pk, "text": ""}),
        (
            "event_notice",
            {"heading": "", "page": make_event(title="1月の会").pk, "text": "<p>画面越しに話せます。</p>"},
        ),
        ("news_notice", {"heading": "お知らせ", "page": make_news(title="登録の締切").pk, "text": ""}),
        ("quote", {"speaker": "pupil", "text": "楽しかったです。", "detail": "5年生"}),
        ("voices", {"heading": "教室の声", "voices": [{"speaker": "teacher", "text": "また行います。", "detail": ""}]}),
        (
            "results_chart",
            {
                "heading": "上半期の件数",
                "category": "種類",
                "unit": "件数",
                "rows": [{"label": "オンライン交流", "value": "146"}, {"label": "カード交換", "value": "0"}],
                "note": "4月から9月まで",
                "is_sample": True,
            },
        ),
        ("table", {"caption": "日程", "header": ["月", "内容"], "rows": [{"cells": ["1月", "カード"]}]}),
        ("questions", {"heading": "質問", "questions": [{"question": "費用は。", "answer": "<p>かかりません。</p>"}]}),
        ("documents", {"heading": "資料", "documents": [document.pk]}),
        ("contact", {"heading": "お問合せ", "text": "<p>お電話ください。</p>"}),
    ]
    block = IssueBlock()
    return [(name, block.child_blocks[name].to_python(value)) for name, value in raw]
