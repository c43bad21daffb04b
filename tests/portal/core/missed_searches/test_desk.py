"""Searches without results at the desk: who sees them, what a row tells, what is done about them."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import ModelLogEntry

from portal.core.missed_searches.models import MissedSearch, Outcome
from tests.factories.missed_searches import make_missed
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/cms/missed_searches/"


def browser(group: str = "", **fields) -> Client:
    client = Client()
    user = UserFactory(group=group, **fields) if group else UserFactory(**fields)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(params=["Editor", "Coordinator"])
def desk(request) -> Client:
    return browser(request.param)


@pytest.fixture
def editor(db) -> Client:
    return browser("Editor")


def rows(client: Client, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(LIST + query).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in page.select("table.listing tbody tr")]


@pytest.mark.parametrize("path", ["", "edit/{pk}/", "delete/{pk}/", "history/{pk}/"])
def test_who_does_not_work_at_the_desk_sees_nothing(path) -> None:
    address = LIST + path.format(pk=make_missed().pk)
    for client in (Client(), browser()):
        assert client.get(address).status_code == 302


def test_nobody_adds_one(desk) -> None:
    for client in (desk, browser(is_superuser=True, is_staff=True)):
        assert client.get(f"{LIST}new/").status_code == 302
        assert client.post(f"{LIST}new/", {"outcome": ""}).status_code == 302
    assert not MissedSearch.objects.exists()


def test_a_row_is_for_words_in_a_language_on_all_days(desk) -> None:
    make_missed("けん玉", times=3)
    make_missed("ケンダマ", days_ago=1, times=4)
    make_missed("けんだま", days_ago=40, times=5)
    make_missed("kendama", language="en")
    make_missed("手話", days_ago=2, times=2)
    shown = rows(desk)
    assert len(shown) == 4
    assert "ケンダマ" in shown[0]
    assert " 9 " in shown[0]


def test_filters_and_search(desk) -> None:
    make_missed("ケンダマ", times=3)
    make_missed("けんだま", days_ago=40, times=5)
    make_missed("手話", days_ago=10, outcome=Outcome.NOTHING)
    make_missed("sumo", language="en")
    assert [" 3 " in row for row in rows(desk, "?period=7&language=ja")] == [True]
    assert [" 8 " in row for row in rows(desk, "?period=90&q=だま&language=ja")] == [True]
    assert ["sumo" in row for row in rows(desk, "?language=en")] == [True]
    assert ["手話" in row for row in rows(desk, "?state=done")] == [True]
    assert len(rows(desk, "?state=open")) == 2
    assert len(rows(desk, "?period=nonsense&language=xx&state=x")) == 3


@pytest.mark.parametrize("number", [1, 5])
def test_queries(editor, django_assert_num_queries, number) -> None:
    for place in range(number):
        make_missed(f"言葉{place}")
        make_missed(f"言葉{place}", days_ago=3)
    editor.get(LIST)
    with django_assert_num_queries(12):
        editor.get(LIST)


def test_ways_on_are_beside_each_row(editor) -> None:
    make_missed("けん玉 & 大会")
    make_missed("kendama", language="en")
    html = editor.get(LIST).content.decode()
    words = "q=%E3%81%91%E3%82%93%E7%8E%89+%26+%E5%A4%A7%E4%BC%9A"
    assert f"/search/?{words}" in html
    assert "/en/search/?q=kendama" in html
    assert f"/cms/snippets/core/synonym/add/?{words.replace('q=', 'words=', 1)}" in html
    assert "synonym/add" not in browser("Coordinator").get(LIST).content.decode()


def test_a_synonym_begins_with_the_words(editor) -> None:
    page = BeautifulSoup(editor.get("/cms/snippets/core/synonym/add/?words=けん玉").content, "html.parser")
    assert page.select_one("textarea[name=words]").get_text(strip=True) == "けん玉"
    long = editor.get("/cms/snippets/core/synonym/add/", {"words": "あ" * 9_000})
    assert long.status_code == 200


def test_what_was_done_holds_for_all_days_and_until_they_are_asked_for_again(desk) -> None:
    before = make_missed("けん玉", days_ago=3)
    last = make_missed("けん玉", days_ago=1)
    other = make_missed("けん玉", language="en")
    answer = desk.post(f"{LIST}edit/{last.pk}/", {"outcome": "synonym"})
    assert answer.status_code == 302
    for row in (before, last, other):
        row.refresh_from_db()
    assert (before.outcome, last.outcome, other.outcome) == ("synonym", "synonym", "")
    (entry,) = ModelLogEntry.objects.filter(action="search.settle")
    assert (entry.object_id, entry.data) == (str(last.pk), {"outcome": "synonym"})
    make_missed("けん玉")
    assert len(rows(desk, "?state=open")) == 2


def test_saving_twice_is_told_once(editor) -> None:
    row = make_missed()
    for _time in range(2):
        editor.post(f"{LIST}edit/{row.pk}/", {"outcome": "nothing"})
    assert ModelLogEntry.objects.filter(action="search.settle").count() == 1


def test_an_unknown_outcome_is_refused_beside_the_field(editor) -> None:
    row = make_missed()
    answer = editor.post(f"{LIST}edit/{row.pk}/", {"outcome": "magic", "words": "sumo"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["outcome"]
    row.refresh_from_db()
    assert (row.outcome, row.words) == ("", "けん玉")


def test_words_are_forgotten_with_all_their_days_and_the_log_does_not_keep_them(desk) -> None:
    make_missed("佐藤花子", days_ago=3)
    row = make_missed("佐藤花子")
    other = make_missed("手話")
    assert desk.post(f"{LIST}delete/{row.pk}/").status_code == 302
    assert list(MissedSearch.objects.all()) == [other]
    (entry,) = ModelLogEntry.objects.filter(action="search.forget")
    assert "佐藤" not in f"{entry.label}{entry.data}"
