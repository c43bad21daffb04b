"""The pages in plain Japanese that the seed writes."""

import re

from bs4 import BeautifulSoup
from django.test import Client

from home.models import EasyPage
from home.services.easy import digest_of


def test_plain_japanese_says_what_its_sources_say(demo: None) -> None:
    editions = EasyPage.objects.live().select_related("source")
    assert {page.source.slug for page in editions} == {"home", "about", "flow", "faq", "contact"}
    assert not editions.filter(is_behind=True).exists()
    for page in editions:
        assert Client().get(page.url).status_code == 200
        assert digest_of(page.source) == page.source_digest
        shown = BeautifulSoup(Client().get(page.url).content, "html.parser").main
        for element in shown.select("ruby, .facts, .tags, .more, .vh"):
            element.decompose()
        assert not re.search("[\u4e00-\u9fff]", shown.get_text()), f"{page.title}: a word without its reading"
