"""Cards of pages: drawn once, under an address that says their state, of published pages only."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction

from portal.core.cards import drawing, facts, fonts, keeping
from portal.core.cards.facts import card_of
from tests.factories.public_site import make_case, make_news, section, translated

pytestmark = [
    pytest.mark.django_db,
    # Where PDFs are demanded, the font is as well: then a missing one fails.
    pytest.mark.skipif(
        fonts.font_file() is None and not os.environ.get("REQUIRE_PDF"),
        reason="NO JAPANESE FONT: cards are not drawn",
    ),
]


@pytest.fixture(autouse=True)
def store(monkeypatch) -> InMemoryStorage:
    """A default storage of its own."""
    storage = InMemoryStorage()
    monkeypatch.setattr(keeping, "default_storage", storage)
    return storage


@pytest.fixture
def drawn(monkeypatch) -> list[drawing.Words]:
    """What was drawn, in order."""
    calls = []

    def png(words, font_file):
        calls.append(words)
        return drawing.png(words, font_file)

    monkeypatch.setattr(keeping, "png", png)
    return calls


def test_the_inks_are_those_of_the_style_sheets() -> None:
    tokens = (Path(settings.ROOT) / "static/css/tokens.css").read_text("utf-8")
    # The first of a name; what follows is for more contrast.
    named = dict(reversed(re.findall(r"--([\w-]+): (#[0-9a-f]+);", tokens)))
    shown = {name: f"#{ink[1:] * 2}" if len(ink) == 4 else ink for name, ink in named.items()}
    assert {name: shown[name] for name in drawing.INKS} == drawing.INKS


@pytest.mark.parametrize("title", ["", "費用", "あ" * 255, "Supercalifragilistic" * 12, "台湾　の\n交流 🎌", "<b>"])
def test_any_title_is_a_small_png(title) -> None:
    content = drawing.png(drawing.Words(title, "事例", "東京都国際交流コンシェルジュ"), fonts.font_file())
    assert Image.open(BytesIO(content)).size == (1200, 630)
    assert len(content) < 100_000


def test_a_card_is_drawn_once_and_may_be_kept_for_ever(home, anonymous: Client, drawn, store) -> None:
    page = make_news(title="けん玉の会")
    url = card_of(page).url
    assert re.fullmatch(rf"/og/{page.pk}-[0-9a-f]{{20}}\.png", url)
    answers = [anonymous.get(url) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert answers[0]["Content-Type"] == "image/png"
    assert answers[0]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answers[0].cookies
    assert drawn == [drawing.Words("けん玉の会", "お知らせ", "東京都国際交流コンシェルジュ")]
    assert len(store.listdir("cards")[1]) == 1


def test_a_new_title_has_a_new_address_and_the_old_one_leads_there(home, anonymous: Client) -> None:
    page = make_news(title="けん玉の会")
    before = card_of(page).url
    page.title = "けん玉の大会"
    page.save_revision()
    assert card_of(type(page).objects.get(pk=page.pk)).url == before
    page.save_revision().publish()
    page.refresh_from_db()
    answer = anonymous.get(before)
    assert answer.status_code == 302
    assert answer["Location"] == card_of(page).url != before
    assert "immutable" not in answer["Cache-Control"]


def test_what_is_not_public_has_no_card(home, anonymous: Client, drawn) -> None:
    page = make_news(title="けん玉の会")
    url = card_of(page).url
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert anonymous.get(url).status_code == 404
    restriction.delete()
    page.unpublish()
    assert anonymous.get(url).status_code == 404
    assert anonymous.get("/og/1-0.png").status_code == 404
    assert anonymous.get(f"/og/{10**30}-0.png").status_code == 404
    assert anonymous.post(url).status_code == 405
    assert drawn == []


def test_nobody_can_have_other_words_drawn(home, anonymous: Client, drawn) -> None:
    page = make_news(title="けん玉の会")
    for digest in ("0" * 20, "../secret", "x"):
        assert anonymous.get(f"/og/{page.pk}-{digest}.png").status_code in {302, 404}
    assert drawn == []


def test_a_page_says_its_kind_in_its_language(home) -> None:
    case = make_case(title="給食")
    assert facts.words_of(case) == drawing.Words("給食", "事例", "東京都国際交流コンシェルジュ")
    assert facts.words_of(translated(case)).kind == "Case study"
    assert facts.words_of(section("about")).kind == ""


def test_without_a_font_the_site_has_a_card(home, anonymous: Client, monkeypatch) -> None:
    page = make_news()
    url = card_of(page).url
    for module in (facts, keeping):
        monkeypatch.setattr(module, "font_file", lambda: None)
    assert card_of(page).url == "/static/img/card-ja.png"
    assert anonymous.get(url)["Location"] == "/static/img/card-ja.png"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_card_of_the_site_is_as_large_as_the_others(language) -> None:
    with Image.open(finders.find(f"img/card-{language}.png")) as image:
        assert image.size == drawing.SIZE


def test_the_font_may_be_named_by_a_setting(settings, tmp_path) -> None:
    settings.CARD_FONT = str(tmp_path / "missing.otf")
    assert fonts.font_file() is None
    (tmp_path / "own.otf").write_bytes(b"")
    settings.CARD_FONT = str(tmp_path / "own.otf")
    assert fonts.font_file() == tmp_path / "own.otf"


def test_a_store_that_fails_is_no_reason_not_to_answer(home, anonymous: Client, store, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise OSError("no room")

    url = card_of(make_news()).url
    monkeypatch.setattr(store, "save", fail)
    assert anonymous.get(url).status_code == 200
    monkeypatch.setattr(store, "open", fail)
    assert anonymous.get(url).status_code == 200


def test_old_cards_are_cleared_away(home, store) -> None:
    page, gone = make_news(), make_news()
    keeping.obtain(page.pk, drawing.Words("前", "", ""))
    keeping.obtain(page.pk, drawing.Words("今", "", ""))
    keeping.obtain(gone.pk, drawing.Words("今", "", ""))
    store.save("cards/stray.png", ContentFile(b""))
    gone.unpublish()
    assert keeping.forget_old() == 3
    assert store.listdir("cards")[1] == [f"{page.pk}-{facts.digest_of(drawing.Words('今', '', ''))}.png"]


def test_there_may_be_no_card_yet() -> None:
    assert keeping.forget_old() == 0
    assert default_storage is not keeping.default_storage
