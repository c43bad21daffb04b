"""What is counted of searches that find nothing, and what is not."""

import datetime

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.missed_searches import recording
from portal.core.missed_searches.models import LONGEST, MissedSearch
from portal.core.missed_searches.personal import looks_personal
from portal.core.retention import apply_all
from tests.factories.missed_searches import make_missed
from tests.factories.public_site import make_news
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db


def counted() -> list[tuple[str, str, int]]:
    return list(MissedSearch.objects.order_by("pk").values_list("words", "language", "times"))


def test_a_search_with_results_stores_nothing(home, anonymous: Client) -> None:
    make_news(title="けん玉の授業")
    with CaptureQueriesContext(connection) as queries:
        assert anonymous.get("/search/", {"q": "けん玉"}).context["total"]
    assert counted() == []
    assert [query["sql"] for query in queries if "missedsearch" in query["sql"]] == []


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": "%"}, {"q": "あ" * 300}, {"q": "\x00"}])
def test_what_cannot_be_searched_stores_nothing(home, anonymous: Client, params) -> None:
    anonymous.get("/search/", params)
    assert counted() == []


def test_words_are_counted_by_language_and_day_in_any_spelling(home, anonymous: Client) -> None:
    for typed in ("ケン玉　大会", "けん玉 大会", "ｹﾝ玉 大会"):
        anonymous.get("/search/", {"q": typed, "type": "news", "page": 2})
    anonymous.get("/en/search/", {"q": "Kendama"})
    assert counted() == [("ケン玉 大会", "ja", 3), ("Kendama", "en", 1)]
    MissedSearch.objects.update(day=timezone.localdate() - datetime.timedelta(days=1))
    anonymous.get("/search/", {"q": "けん玉 大会"})
    assert counted()[-1] == ("けん玉 大会", "ja", 1)
    assert MissedSearch.objects.get(pk=MissedSearch.objects.latest("pk").pk).last_asked > timezone.now() - (
        datetime.timedelta(minutes=1)
    )


def test_one_statement_counts(home, anonymous: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        anonymous.get("/search/", {"q": "けん玉"})
    written = [query["sql"] for query in queries if "missedsearch" in query["sql"]]
    assert len(written) == 1
    assert written[0].startswith("INSERT INTO")


def test_long_words_are_cut(home, anonymous: Client) -> None:
    anonymous.get("/search/", {"q": "けん玉" * 60})
    (found,) = MissedSearch.objects.all()
    assert len(found.words) == LONGEST
    assert len(found.folded) <= LONGEST


def test_nothing_of_the_visitor_is_kept() -> None:
    assert {field.name for field in MissedSearch._meta.get_fields()} == {
        "id",
        "words",
        "folded",
        "language",
        "day",
        "times",
        "last_asked",
        "outcome",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "taro@example.jp",
        "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        "連絡 taro@example",
        "taro at example dot jp",
        "03-1234-5678",
        "０３（１２３４）５６７８",
        "+81 3 1234 5678",
        "電話090 1234 5678です",
        "〇九〇・一二三四・五六七八",
        "123-4567",
        "https://example.jp/p/geheim",
        "abcd1234efgh",
        "ts-1300021",
    ],
)
def test_what_looks_personal_is_not_kept(home, anonymous: Client, typed) -> None:
    assert looks_personal(typed)
    assert anonymous.get("/search/", {"q": typed}).status_code == 200
    assert counted() == []


@pytest.mark.parametrize("typed", ["けん玉", "令和8年度", "2026年", "covid19", "小学校5年3組", "Zoom 2026", "A4 10枚"])
def test_ordinary_words_look_like_nobody(typed) -> None:
    assert not looks_personal(typed)


def test_a_program_cannot_fill_the_table(home, anonymous: Client, monkeypatch) -> None:
    monkeypatch.setattr(recording, "MOST_A_DAY", 2)
    make_missed("昨日の言葉", days_ago=1)
    for typed in ("いろ", "はに", "ほへ", "いろ"):
        anonymous.get("/search/", {"q": f"{typed}けん玉"})
    assert counted() == [("昨日の言葉", "ja", 1), ("いろけん玉", "ja", 2), ("はにけん玉", "ja", 1)]


def test_a_failure_does_not_break_the_search(home, anonymous: Client, monkeypatch) -> None:
    def fail(typed: str, folded: str) -> None:
        raise DatabaseError("no room")

    monkeypatch.setattr(recording, "_count", fail)
    response = anonymous.get("/search/", {"q": "けん玉"})
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_a_failing_statement_leaves_the_rest_of_the_request_alone(home, anonymous: Client, monkeypatch) -> None:
    monkeypatch.setattr(MissedSearch._meta, "db_table", "core_nowhere")
    assert anonymous.get("/search/", {"q": "けん玉"}).status_code == 200


def test_what_the_desk_tries_is_not_counted_and_who_has_no_session_gets_no_cookie(home, anonymous: Client) -> None:
    client = Client()
    client.force_login(UserFactory(group="Editor"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.get("/search/", {"q": "けん玉"})
    assert counted() == []
    response = anonymous.get("/search/", {"q": "けん玉"})
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    anonymous.head("/search/", {"q": "けん玉"})
    assert counted() == [("けん玉", "ja", 1)]


def test_they_are_forgotten_after_a_year() -> None:
    make_missed("古い言葉", days_ago=366)
    make_missed("新しい言葉", days_ago=364)
    assert apply_all(dry_run=True)["core.missed_searches"] == 1
    apply_all()
    assert [words for words, _language, _times in counted()] == ["新しい言葉"]
