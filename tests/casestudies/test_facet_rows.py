"""The rows behind the counts: there while a case is live, never stale, and made anew on demand."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from casestudies.models import CaseFacet
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db


def rows(case) -> set[tuple[str, str]]:
    return set(CaseFacet.objects.filter(case_id=case.pk).values_list("facet", "value"))


def test_every_facet_of_a_live_case():
    case = make_case(countries=["TW", "KR"], themes=["food", "food"])
    assert rows(case) == {
        ("school_type", "elementary"),
        ("exchange_type", "live_online"),
        ("country", "TW"),
        ("country", "KR"),
        ("theme", "food"),
        ("subject", "foreign_language"),
        ("language", "en"),
        ("year", "2025"),
    }


def test_a_change_that_is_published_changes_the_rows_and_a_draft_does_not():
    case = make_case()
    case.countries = ["AU"]
    revision = case.save_revision()
    assert ("country", "TW") in rows(case)
    revision.publish()
    assert ("country", "AU") in rows(case)
    assert ("country", "TW") not in rows(case)


def test_an_unpublished_case_has_none_even_when_unpublished_as_a_plain_page():
    case = make_case()
    Page.objects.get(pk=case.pk).unpublish()
    assert rows(case) == set()


def test_a_deleted_case_leaves_none():
    make_case().delete()
    assert not CaseFacet.objects.exists()


def test_a_translation_has_rows_of_its_own_language(english):
    case = translated(make_case())
    assert set(CaseFacet.objects.filter(case_id=case.pk).values_list("locale_id", flat=True)) == {english.pk}


def test_rebuilding_mends_whatever_happened(capsys):
    live, hidden = make_case(), make_case(live=False)
    expected = rows(live)
    CaseFacet.objects.filter(case=live, facet="country").delete()
    CaseFacet.objects.create(case=hidden, locale_id=hidden.locale_id, facet="country", value="FR")
    call_command("rebuild_case_facets")
    assert rows(live) == expected
    assert rows(hidden) == set()
    assert "1 case studies" in capsys.readouterr().out
