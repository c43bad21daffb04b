"""Readings of kanji (ruby): 「漢字（かんじ）」 in plain text, and the element that browsers set above the line."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Kanji, with the signs that stand for one or repeat one, followed by their reading in brackets.
_READ = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ヶ]+)（([\u3041-\u309f\u30fcー]+)）")


def ruby_element(word: str, reading: str) -> SafeString:
    """The element. Where readings cannot be set above, and in plain text, they stand in brackets."""
    return format_html("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>", word, reading)


def ruby(text: str) -> SafeString:
    """A plain text as HTML, in which 「学校（がっこう）」 has its reading above: for titles and headings."""
    escaped = str(conditional_escape(text))
    return mark_safe(_READ.sub(lambda found: ruby_element(found[1], found[2]), escaped))  # noqa: S308 - escaped above
