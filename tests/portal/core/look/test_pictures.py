import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.utils import timezone, translation
from PIL import Image
from pytest_django.fixtures import DjangoAssertNumQueries

from home.models import HomePage, StandardPage
from portal.core import pictures
from portal.core.media.making import make_renditions
from portal.core.media.models import Consent, PortalImage
from portal.core.pictures import (
    THEME_DRAWINGS,
    TYPE_DRAWINGS,
    avif_specs,
    drawing_for,
    picture,
    picture_prefetch,
    prompt_specs,
)
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


def test_a_picture_has_its_size_and_the_alt_of_the_language(image: PortalImage) -> None:
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


def test_two_widths_of_webp_and_one_jpeg_are_made_at_once(image: PortalImage) -> None:
    html = picture(image, FALLBACK)
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == sorted(prompt_specs())
    assert " 320w, " in html
    assert ' 640w"' in html
    assert 'sizes="(min-width: 40rem) 20rem, 92vw"' in html
    assert "image/avif" not in html


def test_avif_comes_first_as_soon_as_the_worker_has_made_it(image: PortalImage) -> None:
    picture(image, FALLBACK)
    make_renditions.call(image.pk, avif_specs())
    html = picture(PortalImage.objects.get(pk=image.pk), FALLBACK)
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert html.count("320w") == html.count("640w") == 2


def test_avif_is_ordered_once(image: PortalImage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        picture(image, FALLBACK)
        picture(image, FALLBACK)
    assert len(callbacks) == 1


def test_the_worker_leaves_hidden_and_lost_pictures(image: PortalImage) -> None:
    make_renditions.call(0, avif_specs())
    Path(image.file.path).unlink()
    make_renditions.call(image.pk, avif_specs())
    image.consent = Consent.MISSING
    image.save()
    make_renditions.call(image.pk, avif_specs())
    assert not image.renditions.exists()


def test_without_avif_in_pillow_there_is_webp(image: PortalImage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "writes_avif", lambda: False)
    assert pictures.avif_specs() == []
    assert "image/webp" in picture(image, FALLBACK)


def test_a_small_original_names_each_width_once(image: PortalImage) -> None:
    html = picture(image, FALLBACK, spec="max-4000x3000")
    assert html.count("800w") == 1


def test_who_knows_better_says_how_wide_it_stands(image: PortalImage) -> None:
    assert 'sizes="10rem"' in picture(image, FALLBACK, sizes="10rem")
