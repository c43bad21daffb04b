import datetime

import pytest

from members.schools import dashboard
from members.schools.dashboard import Panel, Todo, register_panel, register_todos, todos_for
from members.schools.registration.parts import PARTS
from members.schools.services.registration import Entry, confirm_part
from tests.factories.registration import complete

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    """What a test registers is forgotten after it."""
    monkeypatch.setattr(dashboard, "_todos", dict(dashboard._todos))
    monkeypatch.setattr(dashboard, "_panels", dict(dashboard._panels))


@pytest.mark.parametrize(("path", "name"), [("/members/", "江東区立みどり小学校"), ("/en/members/", "Midoridai")])
def test_the_schools_name_stands_on_its_first_page(member, path, name):
    response = member.get(path)

    assert response.status_code == 200
    assert name in response.content.decode()


def test_a_new_school_is_asked_to_register(member):
    page = member.get("/members/").content.decode()

    assert "年度の学校情報を登録する" in page
    assert "4項目のうち0項目が済んでいます。残り：基本情報、連絡先、機器・通信環境、校時・予定" in page


def test_what_is_confirmed_is_not_asked_for_again(membership):
    school = complete(membership.school)
    asked = [todo for todo in todos_for(membership) if todo.url == "/members/school/"]
    assert len(asked) == 1, "complete is not confirmed"
    for part in PARTS:
        confirm_part(school, part, actor=membership.user, entry=Entry())

    assert not [todo for todo in todos_for(membership) if todo.url.startswith("/members/school/")]


def test_a_reader_is_asked_for_nothing_that_only_others_can_do(reader):
    assert "学校情報を登録する" not in reader.get("/members/").content.decode()


def test_rooms_add_rows_and_summaries(member, membership):
    day = datetime.date(2026, 12, 2)
    register_todos("one", lambda who: [Todo(title="後で", url="/x/", action="見る")])
    register_todos(
        "two", lambda who: [Todo(title=f"{who.school.name}の候補を見る", url="/y/", action="見る", when=day)]
    )
    register_panel("note", lambda who: Panel("components/note.html", {}, order=1))
    register_panel("nothing", lambda who: None)

    titles = [todo.title for todo in todos_for(membership)]
    page = member.get("/members/").content.decode()

    assert titles[0] == "江東区立みどり小学校の候補を見る"
    assert "12月2日（水曜日）" in page
    assert page.count('class="note"') == 1


def test_the_first_page_asks_few_queries(member, django_assert_max_num_queries):
    member.get("/members/")
    with django_assert_max_num_queries(15):
        member.get("/members/")


def test_another_schools_name_is_not_on_it(outsider, membership):
    assert membership.school.name not in outsider.get("/members/").content.decode()


def test_anonymous_visitors_log_in_first(client, db):
    assert client.get("/members/")["Location"] == "/members/login/?next=/members/"
    assert client.get("/en/members/")["Location"] == "/en/members/login/?next=/en/members/"


def test_staff_get_a_clear_page_with_the_way_to_the_admin(coordinator):
    response = coordinator.get("/members/")

    assert response.status_code == 200
    assert 'href="/cms/"' in response.content.decode()


def test_the_account_page_shows_the_person_and_the_school(member, coordinator):
    page = member.get("/members/account/").content.decode()
    assert "midori-1" in page
    assert "江東区立みどり小学校" in page
    assert coordinator.get("/members/account/").status_code == 200


def test_a_membership_counts_from_its_first_to_its_last_day(membership):
    from members.schools.selectors import current_membership

    membership.starts_on, membership.ends_on = datetime.date(2026, 4, 1), datetime.date(2027, 3, 31)
    membership.save()

    found = [
        current_membership(membership.user, datetime.date(*day)) is not None
        for day in ((2026, 3, 31), (2026, 4, 1), (2027, 3, 31), (2027, 4, 1))
    ]
    assert found == [False, True, True, False]
