"""The words of a mailing are kept when its sending begins."""

import pytest

from newsletter.mail.editions import freeze_editions
from newsletter.models import IssuePage, Mailing
from tests.factories.public_site import make_issue, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailing():
    issue = make_issue(63)
    issue.save_revision().publish()
    translated(issue, title="No. 63 in English")
    return Mailing.objects.create(issue_key=issue.translation_key, number=63)


def test_each_live_language_has_an_edition(mailing):
    editions = freeze_editions(mailing)
    assert [(edition.language, edition.subject) for edition in editions] == [
        ("en", "No. 63 in English"),
        ("ja", "通信 第63号"),
    ]
    japanese = IssuePage.objects.get(number=63, locale__language_code="ja")
    assert editions[1].revision == japanese.live_revision


def test_a_draft_has_none(mailing):
    IssuePage.objects.get(locale__language_code="en").unpublish()
    assert [edition.language for edition in freeze_editions(mailing)] == ["ja"]


def test_later_corrections_change_no_mail(mailing):
    before = freeze_editions(mailing)
    page = IssuePage.objects.get(number=63, locale__language_code="ja")
    page.title = "直した題名"
    page.save_revision().publish()
    after = freeze_editions(mailing)
    assert [edition.pk for edition in after] == [edition.pk for edition in before]
    assert mailing.editions.get(language="ja").subject == "通信 第63号"
