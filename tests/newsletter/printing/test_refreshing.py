"""The PDF of an issue is there before anybody asks, and goes when the issue is taken off."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from newsletter.printing.documents import ISSUE
from newsletter.printing.refreshing import refresh
from portal.core.printing.models import PrintedFile
from tests.factories.public_site import make_event, make_issue
from tests.newsletter.helpers import notice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def asked(monkeypatch):
    """The issues whose PDF the worker was asked for."""
    keys = []
    monkeypatch.setattr("newsletter.printing.refreshing.refresh", SimpleNamespace(enqueue=keys.append))
    return keys


def test_publishing_asks_the_worker_for_the_pdf(press, asked, django_capture_on_commit_callbacks):
    issue = make_issue(1)
    with django_capture_on_commit_callbacks(execute=True):
        issue.save_revision().publish()
    assert asked == [issue.pk]
    assert press == []


def test_where_no_pdf_can_be_made_nobody_is_asked(no_press, asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_issue(1).save_revision().publish()
    assert asked == []


def test_the_worker_makes_it_and_readers_get_that_one(press):
    issue = make_issue(1)
    refresh.func(issue.pk)
    refresh.func(issue.pk)
    assert len(press) == 1
    answer = Client().get(f"{issue.url}issue.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert len(press) == 1
    assert "newsletter-1-ja.pdf" in answer["Content-Disposition"]
    assert Client().get(f"{issue.url}issue.pdf", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_a_change_in_a_page_it_shows_makes_it_anew(press):
    event = make_event(title="1月の会")
    issue = make_issue(1, body=[notice(event)])
    refresh.func(issue.pk)
    event.title = "2月の会"
    event.save()
    Client().get(f"{issue.url}issue.pdf")
    assert len(press) == 2
    assert "2月の会" in press[1]


def test_nothing_is_made_of_what_is_not_public(press):
    issue = make_issue(1)
    issue.unpublish()
    refresh.func(issue.pk)
    refresh.func(999_999)
    assert press == []


@pytest.mark.parametrize("verb", ["unpublish", "delete"])
def test_it_goes_when_the_issue_is_taken_off(press, django_capture_on_commit_callbacks, verb):
    issue, other = make_issue(1), make_issue(2)
    for each in (issue, other):
        refresh.func(each.pk)
    key = str(other.pk)
    with django_capture_on_commit_callbacks(execute=True):
        getattr(issue, verb)()
    assert list(PrintedFile.objects.filter(kind=ISSUE).values_list("reference", flat=True)) == [key]


def test_the_page_tells_the_size_as_soon_as_it_is_known(press):
    issue = make_issue(1)

    def label() -> str:
        page = BeautifulSoup(Client().get(issue.url).content, "html.parser")
        return page.select_one("a[href$='issue.pdf']").text

    assert label() == "A4判（PDF）"
    refresh.func(issue.pk)
    PrintedFile.objects.update(size=655_360)
    assert label() == "A4判（PDF：640KB）"
