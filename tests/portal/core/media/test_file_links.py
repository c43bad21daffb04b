"""A link to a file says of what type and how large it is, in rich text as in lists of files."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils import translation
from wagtail.rich_text import RichText

from portal.core.media.models import Consent, PortalDocument
from tests.factories.media import make_document
from tests.factories.public_site import section

pytestmark = pytest.mark.django_db
MEGABYTES = 1_258_291


def document(**fields) -> PortalDocument:
    made = make_document(**fields)
    PortalDocument.objects.filter(pk=made.pk).update(file_size=MEGABYTES)
    return made


def shown(name: str, made: PortalDocument) -> str:
    return str(RichText(f'<p><a id="{made.pk}" linktype="document">{name}</a>を御覧ください。</p>'))


def test_type_and_size_stand_behind_the_name():
    made = document()
    assert shown("実施要項", made) == f'<p><a href="{made.url}">実施要項（TXT：1.2MB）</a>を御覧ください。</p>'
    with translation.override("en"):
        assert ">Guide (TXT, 1.2 MB)</a>" in shown("Guide", made)


def test_the_filter_of_templates_does_the_same():
    text = f'<p><a id="{document().pk}" linktype="document">実施<b>要項</b></a></p>'
    assert "実施<b>要項</b>（TXT：1.2MB）</a>" in Template("{% load wagtailcore_tags %}{{ text|richtext }}").render(
        Context({"text": text})
    )


def test_a_size_that_was_written_is_not_told_twice():
    assert shown("実施要項（PDF：1.1MB）", document()).count("MB") == 1


def test_nobody_is_led_to_what_may_not_be_had():
    assert shown("名簿", document(consent=Consent.WITHDRAWN)) == "<p><a>名簿</a>を御覧ください。</p>"
    gone = document()
    PortalDocument.objects.filter(pk=gone.pk).delete()
    assert shown("古い要項", gone) == "<p><a>古い要項</a>を御覧ください。</p>"


def test_other_texts_are_left_alone():
    text = '<p>1 &lt; 2 &amp; <a href="https://example.jp/">東京都</a></p>'
    assert str(RichText(text)) == text


def test_lists_of_files(anonymous):
    page = section("about")
    page.body = [("documents", {"heading": "資料", "documents": [document(title="要項")]})]
    page.save_revision().publish()
    soup = BeautifulSoup(anonymous.get(page.url).content, "html.parser")
    assert soup.select_one("main .rows a").text == "要項（TXT：1.2MB）"
