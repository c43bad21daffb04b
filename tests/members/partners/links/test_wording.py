import re
from pathlib import Path

import pytest

from members.partners.application_models import DeclineReason
from members.partners.letters.posting import text_of
from members.partners.letters.wording import languages, wording_for
from members.partners.link_models import PartnerLetter
from tests.factories.applications import ApplicationFactory

ROOT = Path(__file__).resolve().parents[4]
ENGLISH = wording_for("en")
KINDS = sorted({key.split(".")[1] for key in ENGLISH.texts if key.startswith("letters.") and key.endswith(".body")})


def places(text):
    return set(re.findall(r"\{(\w+)\}", text))


def test_english_comes_first_and_japanese_is_there():
    assert languages()[0] == "en"
    assert "ja" in languages()


@pytest.mark.parametrize("language", languages())
def test_a_language_has_all_texts_with_the_same_places(language):
    texts = wording_for(language).texts

    assert set(texts) == set(ENGLISH.texts)
    assert {key: places(text) for key, text in texts.items()} == {
        key: places(text) for key, text in ENGLISH.texts.items()
    }
    assert [key for key, text in texts.items() if not text] == []


@pytest.mark.parametrize(
    ("tag", "found"), [("en", "en"), ("ja", "ja"), ("ja-JP", "ja"), ("JA", "ja"), ("xx", "en"), ("", "en")]
)
def test_a_tag_finds_its_texts_or_english(tag, found):
    assert wording_for(tag).language == found


def test_every_text_that_a_page_says_is_there():
    said = set()
    for path in (ROOT / "templates" / "partner_links").rglob("*.html"):
        said |= set(re.findall(r'{% say "([a-z_.]+)"', path.read_text("utf-8")))
    assert said
    assert said - set(ENGLISH.texts) == set()


def test_each_reason_to_decline_has_its_letter():
    assert {f"declined_{reason}" for reason in DeclineReason.values} <= set(KINDS)


@pytest.mark.django_db
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_can_be_written(link, partner, kind, language):
    letter = PartnerLetter(kind=kind, language=language, partner=partner, link=link)
    subject, body = text_of(letter)

    assert "\n" not in subject
    assert "{" not in subject + body
    assert ("/p/" in body) == ("{url}" in ENGLISH.texts[f"letters.{kind}.body"])


@pytest.mark.django_db
def test_what_people_typed_stays_text():
    one = ApplicationFactory(name_en="{url} {0} School", contact_name="A\nBcc: x@example.com")
    subject, body = text_of(PartnerLetter(kind="declined_other", language="en", application=one))

    assert "{url} {0} School" in subject
    assert "\n" not in subject
    assert "{url} {0}" not in body.splitlines()[0]
