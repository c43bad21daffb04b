import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.utils import timezone, translation
from PIL import Image
from pytest_django.fixtures import DjangoAssertNumQueries

from home.models import HomePage, StandardPage
from portal.core.media.models import Consent, PortalImage
from portal.core.pictures import THEME_DRAWINGS, TYPE_DRAWINGS, drawing_for, picture, picture_prefetch
from portal.core.vocabulary import ExchangeType, Theme

FALLBACK = "pic-lunch"


@pytest.fixture
def image(db: None) -> PortalImage:
    buffer = BytesIO()
    Image.new("RGB", (800, 600), "#1d4486").save(buffer, "JPEG")
    buffer.seek(0)
    return PortalImage.objects.create(
        title="file name",
        file=ImageFile(buffer, name="cards.jpg"),
        alt_ja="机の上のカード",
        alt_en="Cards on a desk",
        consent=Consent.NOT_NEEDED,
    )


def test_a_picture_has_two_formats_its_size_and_the_alt_of_the_language(image: PortalImage) -> None:
    html = picture(image, FALLBACK, css="case__pic")
    assert html.startswith("<picture>")
    assert 'type="image/webp"' in html
    assert 'width="640"' in html
    assert 'height="480"' in html
    assert 'alt="机の上のカード"' in html
    assert 'class="case__pic"' in html
    assert 'loading="lazy"' in html
    with translation.override("en"):
        assert 'alt="Cards on a desk"' in picture(image, FALLBACK)


def test_the_caller_may_call_it_decoration(image: PortalImage) -> None:
    assert 'alt=""' in picture(image, FALLBACK, alt="")


@pytest.mark.parametrize("consent", [Consent.MISSING, Consent.WITHDRAWN])
def test_without_consent_the_drawing_stands_in(image: PortalImage, consent: Consent) -> None:
    image.consent = consent
    html = picture(image, FALLBACK)
    assert html.startswith("<img")
    assert "/static/img/pic-lunch.svg" in html
    assert 'alt=""' in html
    assert not image.renditions.exists()


def test_consent_ends(image: PortalImage) -> None:
    image.consent, image.consent_until = Consent.GIVEN, timezone.localdate() - datetime.timedelta(days=1)
    assert "pic-lunch" in picture(image, FALLBACK)
    image.consent_until = timezone.localdate()
    assert "<picture>" in picture(image, FALLBACK)


def test_a_lost_file_breaks_no_page(image: PortalImage) -> None:
    Path(image.file.path).unlink()
    assert "pic-lunch" in picture(image, FALLBACK)


def test_no_image_at_all() -> None:
    assert "pic-lunch" in picture(None, FALLBACK)
    assert "pic-lunch" in picture("", FALLBACK)


def test_the_theme_decides_then_the_type() -> None:
    assert drawing_for(["business", "food"], ["letter_card"]) == "pic-lunch"
    assert drawing_for(["business"], ["letter_card"]) == "pic-cards"
    assert drawing_for() == "pic-online"


def test_every_drawing_named_exists_and_every_code_is_known() -> None:
    for name in {*THEME_DRAWINGS.values(), *TYPE_DRAWINGS.values(), drawing_for()}:
        assert finders.find(f"img/{name}.svg"), name
    assert set(THEME_DRAWINGS) <= set(Theme.values)
    assert set(TYPE_DRAWINGS) == set(ExchangeType.values)
    for code in ExchangeType.values:
        assert finders.find(f"img/type-{code}.svg"), code


def test_a_list_of_pictures_costs_the_same_for_one_and_for_five(
    image: PortalImage, home: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    picture(image, FALLBACK)
    for number, wanted in enumerate((1, 5)):
        for place in range(number, wanted):
            home.add_child(instance=StandardPage(title="p", slug=f"p{place}", cover=image))
        cache.clear()
        with django_assert_num_queries(3):
            pages = list(StandardPage.objects.prefetch_related(picture_prefetch()))
            assert len([picture(page.cover, FALLBACK) for page in pages]) == wanted
