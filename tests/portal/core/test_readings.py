"""Readings of kanji: in titles, in rich text and its editor, and in translations."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import get_text_for_indexing
from wagtail_localize.strings import extract_strings

from portal.core.blocks.text import RICH_TEXT_FEATURES
from portal.core.readings import ruby

RUBY = "<ruby>学校<rp>（</rp><rt>がっこう</rt><rp>）</rp></ruby>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("学校（がっこう）へ行（い）く", f"{RUBY}へ<ruby>行<rp>（</rp><rt>い</rt><rp>）</rp></ruby>く"),
        ("会場（東京）", "会場（東京）"),
        ("カード（かーど）", "カード（かーど）"),
        ("佐々木（ささき）", "<ruby>佐々木<rp>（</rp><rt>ささき</rt><rp>）</rp></ruby>"),
        ("<b>学校（がっこう）</b>", f"&lt;b&gt;{RUBY}&lt;/b&gt;"),
        ("", ""),
    ],
)
def test_brackets_with_kana_behind_kanji_become_readings(text, html):
    assert ruby(text) == html


def converted(html: str) -> dict:
    return json.loads(ContentstateConverter(RICH_TEXT_FEATURES).from_database_format(html))


def test_the_editor_keeps_the_reading_beside_the_words():
    content = converted(f'<p data-block-key="a">この{RUBY}と<b>{RUBY}</b>です。</p>')
    block = content["blocks"][0]
    assert block["text"] == "この学校と学校です。"
    assert [(one["offset"], one["length"]) for one in block["entityRanges"]] == [(2, 2), (5, 2)]
    assert {entity["data"]["reading"] for entity in content["entityMap"].values()} == {"がっこう"}


@pytest.mark.parametrize("html", [f"この{RUBY}です。", f"{RUBY}<b>と</b>{RUBY}", RUBY])
def test_what_the_editor_saves_is_what_it_opened(html):
    html = f'<p data-block-key="a">{html}</p>'
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    assert converter.to_database_format(converter.from_database_format(html)) == html


def test_a_reading_of_hostile_signs_stays_text():
    content = converted(f'<p data-block-key="a">{RUBY}</p>')
    content["entityMap"]["0"]["data"]["reading"] = "<script>x</script>"
    saved = ContentstateConverter(RICH_TEXT_FEATURES).to_database_format(json.dumps(content))
    assert "&lt;script&gt;" in saved
    assert "<script>" not in saved


def test_plain_text_has_it_in_brackets():
    assert get_text_for_indexing(f"<p>この{RUBY}です。</p>") == "この学校（がっこう）です。"


def test_a_translator_gets_whole_sentences():
    _template, strings = extract_strings(f"<p>この{RUBY}は二階建てです。</p>")
    assert [string.data for string, _attributes in strings] == [f"この{RUBY}は二階建てです。"]
