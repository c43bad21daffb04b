import pytest

from portal.demo.blocks import stable_id
from portal.demo.content import in_language
from portal.demo.markup import rich_text


def page_id(path: str) -> int:
    return {"/faq/": 7}[path]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.", "<p>One.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("### Head\n\nText", "<h3>Head</h3><p>Text</p>"),
        ("See **this** & [that](/faq/).", '<p>See <b>this</b> &amp; <a id="7" linktype="page">that</a>.</p>'),
        ("", ""),
    ],
)
def test_rich_text(text: str, html: str) -> None:
    assert rich_text(text, page_id) == html


def test_one_language_of_nested_content() -> None:
    table = {"a": {"ja": "あ", "en": "A"}, "b": [{"c": {"ja": "い", "en": "I"}}], "d": 1}
    assert in_language(table, "en") == {"a": "A", "b": [{"c": "I"}], "d": 1}


def test_identifiers_depend_on_the_path_alone() -> None:
    assert stable_id("a", 1) == stable_id("a", "1") != stable_id("a", 2)
