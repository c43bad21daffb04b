"""The Japanese of the desk: what the libraries leave in English is translated, and nothing else is."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from portal.core.i18n import catalogues, libraries

OWN_DIR, LIBRARY_DIR = map(Path, settings.LOCALE_PATHS)
MARKS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+[^>]*>")
domains = pytest.mark.parametrize("domain", libraries.DOMAINS)


def entries(domain):
    return [message for message in catalogues.read_catalogue(LIBRARY_DIR, libraries.LANGUAGE, domain) if message.id]


def forms(texts):
    return [texts] if isinstance(texts, str) else list(texts)


def marks(text):
    return Counter(MARKS.findall(text))


def test_what_is_to_be_translated():
    own, present = Catalog(), Catalog()
    own.add("Help", "ヘルプ")
    present.add("Alias", "エイリアス", user_comments=[f"{libraries.INSTEAD_OF}アライアス"])
    present.add("Delete", "消す")
    template = libraries.texts_to_translate("django", own, present)
    assert template.get("Search all pages…")
    assert template.get("Alias"), "it replaces the library's word"
    assert template.get("Help") is None, "the project says it"
    assert template.get("Delete") is None, "the library has Japanese"
    assert template.get("April", "alt. month") is None, "so has Django, in that context"


@domains
def test_no_text_of_a_library_is_left_in_english(domain):
    own = catalogues.read_catalogue(OWN_DIR, libraries.LANGUAGE, domain)
    present = catalogues.read_catalogue(LIBRARY_DIR, libraries.LANGUAGE, domain)
    template = libraries.texts_to_translate(domain, own, present)
    assert len(template) > 50, "the catalogues of the libraries were not found"
    assert catalogues.missing_from(present, template) == []
    assert catalogues.untranslated(present) == []


@domains
def test_each_entry_is_needed(domain):
    """It is said by a library, not translated there, and not said by the project, whose own words come first."""
    own = catalogues.read_catalogue(OWN_DIR, libraries.LANGUAGE, domain)
    present = catalogues.read_catalogue(LIBRARY_DIR, libraries.LANGUAGE, domain)
    assert catalogues.missing_from(libraries.texts_to_translate(domain, own, present), present) == []
    assert [message.id for message in present if message.id and own.get(message.id, message.context)] == []


@domains
def test_what_an_entry_replaces_is_what_the_library_says(domain):
    japanese = libraries.japanese_of_libraries(domain)
    for message in entries(domain):
        if replaced := libraries.replaced_words(message):
            theirs = forms(japanese.get(message.id, message.context).string)[0].strip()
            assert replaced == theirs
            assert message.string != theirs


@domains
def test_placeholders_and_tags_are_kept(domain):
    """Japanese has one form for one and for many: it keeps what both English forms name and uses no third thing."""
    faults = []
    for message in entries(domain):
        english = [marks(form) for form in forms(message.id)]
        for form in forms(message.string):
            found = marks(form)
            if english[0] & english[-1] - found or found - (english[0] | english[-1]):
                faults.append(message.id)
    assert faults == []


def test_numbers_are_not_lost():
    """“1 page” may be said of one page only; in Japanese the same words serve every number."""
    faults = [
        message.id
        for message in entries("django")
        if message.pluralizable and marks(forms(message.id)[1]) and not marks(forms(message.string)[0])
    ]
    assert faults == []


def test_the_desk_speaks_japanese_and_the_project_comes_first():
    assert gettext("Search all pages…") == "全てのページを検索…"
    assert gettext("Page '%(page_title)s' moved.") == "ページ「%(page_title)s」を移動しました。"
    assert ngettext("Publish 1 page", "Publish %(counter)s pages", 1) == "%(counter)s件のページを公開"
    own = catalogues.read_catalogue(OWN_DIR, "ja")
    # Wagtail says “Cancelled” of a workflow; the project has a word of its own for it.
    assert gettext("Cancelled") == own.get("Cancelled").string
    with translation.override("en"):
        assert gettext("Search all pages…") == "Search all pages…"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "japanese"),
    [
        ("wagtailadmin_javascript_catalog", "メインメニュー"),
        ("wagtail_localize:javascript_catalog", "件の文を翻訳済み"),
    ],
)
def test_scripts_of_the_desk_speak_japanese(admin_client, name, japanese):
    script = admin_client.get(reverse(name)).text
    assert json.dumps(japanese) in script
    # The number of forms comes from the first catalogue, ours: Japanese has one.
    assert "pluralidx" in script


# What the project and a library both say and translate differently, and mean the same by it: looked at one by one.
SAME_MEANING = {
    "(optional)",
    ", ",
    "Add",
    "All",
    "Back",
    "Cancel",
    "Cancelled",
    "Compare",
    "Confirm",
    "Content",
    "Download CSV",
    "Download XLSX",
    "Field",
    "For search engines",
    "Language",
    "No, don't unpublish",
    "Save",
    "Status",
    "Sync translated pages",
    "Text",
    "Title",
    "Translate this page",
    "Translations",
    "Updated",
    "Yes, unpublish",
    "created",
    "document",
    "documents",
    "requested by",
    "status",
    "title",
    "user",
}


def test_no_word_of_the_project_takes_the_place_of_another_at_the_desk():
    """“Name”, on a printed form the name of a school, headed the account page: such a word needs a context."""
    own = catalogues.read_catalogue(OWN_DIR, libraries.LANGUAGE)
    theirs = libraries.japanese_of_libraries("django")
    shared = set()
    for message in libraries.texts_of_libraries("django"):
        ours = own.get(message.id, message.context) if message.id else None
        japanese = theirs.get(message.id, message.context)
        if ours and (japanese is None or forms(japanese.string)[0] != forms(ours.string)[0]):
            shared.add(forms(message.id)[0])
    assert shared - SAME_MEANING == set(), "use pgettext, or add it to SAME_MEANING if it means the same there"
