"""Plain text read off HTML, and Japanese lines of 35 characters."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from newsletter.mail.plain import plain_text
from newsletter.mail.wrapping import WIDTH, columns, wrap

SENTENCE = "東京都国際交流コンシェルジュは、都内の公立学校の「自校らしい国際交流」を支える窓口です。"


def text_of(html):
    with translation.override("en"):
        return plain_text(BeautifulSoup(f"<body>{html}</body>", "html.parser"))


def test_japanese_is_cut_at_thirty_five_characters():
    lines = wrap(SENTENCE * 3)
    assert all(columns(line) <= WIDTH for line in lines)
    assert "".join(lines) == SENTENCE * 3
    assert columns(lines[0]) >= WIDTH - 2


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket():
    for length in range(1, 40):
        for line in wrap("あ" * length + "「い」、う。ーっ" * 20):
            assert line[0] not in "、。」ーっ"
            assert line[-1] != "「"


def test_words_and_addresses_are_not_cut():
    address = "https://concierge.example.jp/newsletter/manage/" + "k" * 60
    lines = wrap(f"詳しくは {address} を御覧ください。The international exchange of schools in Tokyo goes on and on.")
    assert address in lines
    assert {"international", "exchange"} <= {word for line in lines for word in line.split()}


def test_a_hanging_indent():
    lines = wrap("あ" * 80, "・", "  ")
    assert lines[0].startswith("・")
    assert all(line.startswith("  あ") for line in lines[1:])


@given(st.text(alphabet="あア漢、。「」 aB1-ー\u3099é", max_size=300))
def test_wrapping_loses_nothing_but_spaces(text):
    lines = wrap(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>題</h1>", "題\n"),
        ("<h3>小見出し</h3><p>本文</p>", "◆ 小見出し\n\n本文\n"),
        ("<h2>見出し</h2>", "─" * 35 + "\n■ 見出し\n"),
        ('<p><a href="https://a.example/">事例</a>を見る</p>', "事例を見る\nhttps://a.example/\n"),
        (
            '<p><a href="https://a.example/1">一</a>と<a href="https://a.example/2">二</a></p>',
            "一と二\n一: https://a.example/1\n二: https://a.example/2\n",
        ),
        ('<p>電話 <a href="tel:0300000000">03-0000-0000</a></p>', "電話 03-0000-0000\n"),
        ('<p><a href="mailto:a@example.jp">a@example.jp</a></p>', "a@example.jp\n"),
        ('<p><img src="x" alt="絵"></p>', "[Picture: 絵]\n"),
        ('<p><img src="x" alt=""></p><p>次</p>', "次\n"),
        ("<ul><li>机</li><li>椅子</li></ul>", "・机\n・椅子\n"),
        ("<ol><li>一<br>続き</li></ol>", "1. 一\n   続き\n"),
        ('<table role="presentation"><tr><td><p>枠の中</p></td></tr></table>', "枠の中\n"),
        ("<table><tbody><tr><th>日時</th><td>1月<br>2月</td></tr></tbody></table>", "・日時: 1月 / 2月\n"),
        (
            "<table><caption>表</caption><thead><tr><th>種類</th><th>件数</th></tr></thead>"
            "<tbody><tr><th>会</th><td>3</td><td>4</td></tr></tbody></table>",
            "表\n種類 / 件数\n・会: 3 / 4\n",
        ),
        ('<div class="preheader">前置き</div><p>本文</p>', "本文\n"),
        ("<h3><a href='https://a.example/'>事例</a></h3>", "◆ 事例\n  https://a.example/\n"),
    ],
)
def test_what_becomes_of_each_element(html, expected):
    assert text_of(html) == expected


def test_an_empty_mail_is_no_fault():
    assert text_of("") == "\n"
