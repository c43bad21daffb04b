"""Every address of the project, asked by everybody: the answer is the one that `matrix.toml` promises.

The addresses come from the URL configuration, so a new one without a row fails here. After a change on purpose
`RECORD_ACCESS=1 pytest tests/access` writes the rows anew; read the difference before you commit it.

Who is let in is decided before a page is rendered. So only our own pages are rendered, by GET, for everybody; they must
not fail for anybody. Wagtail's templates are Wagtail's, an answer to POST is the same page again, and no PDF is set.
"""

import os
import tomllib
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.utils.safestring import SafeString

from portal.core.printing import rendering
from tests.access.addresses import Address, addresses
from tests.access.world import ROLES, World, build

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MATRIX = Path(__file__).with_name("matrix.toml")
LOGINS = ("/members/login/", "/cms/login/")
SAFE, CHANGING = "get", "post"
# One only shows the form; the other is for mail programs, and its address is the proof.
WITHOUT_TOKEN = {"newsletter/subscribe/start/": "200", "newsletter/unsubscribe/<str:token>/": "303"}
# The order of the answers in a row.
HEADER = f"# {' '.join(ROLES)}\n# L: to a login. H: back to the first page of the desk, which is its way to refuse.\n"


class _UndoneError(Exception):
    """Ends the transaction of one question."""


def ask(client: Client, method: str, path: str) -> str:
    """One question and its answer in short; what it changed is taken back."""
    cookies = dict(client.cookies)
    found = ""
    client.raise_request_exception = False
    try:
        with transaction.atomic():
            response = getattr(client, method)(path)
            found = _short(response)
            raise _UndoneError
    except _UndoneError:
        pass
    client.cookies.clear()
    for name, morsel in cookies.items():
        client.cookies[name] = morsel.value
    cache.clear()
    return found


def _short(response) -> str:
    if response.status_code not in {301, 302}:
        return str(response.status_code)
    path = urlsplit(response["Location"]).path
    if path in LOGINS:
        return "L"
    return "H" if path == "/cms/" else str(response.status_code)


def is_ours(address: Address) -> bool:
    """Whether the view behind an address is the project's own: these are asked by POST too."""
    own = ("members/", "school-card/", "p/", "cms/schools/", "cms/memberships/", "cms/letters/", "cms/imports/")
    more = (
        "cms/partners/",
        "cms/partner_links/",
        "cms/partner_applications/",
        "cms/agreements/",
        "cms/inquiries/",
        "cms/wishes/",
        "cms/match_runs/",
        "cms/match_events/",
        "cms/desk_marks/",
        "cms/partner_merges/",
        "cms/partner_requests/",
        "cms/subscribers/",
        "newsletter/",
    )
    return address.route.startswith((*own, *more, "cms/agreed_dates/", "cms/originals/"))


def answers(world: World, address: Address, method: str) -> str:
    path = world.path(address)
    if method == SAFE and is_ours(address):
        return " ".join(ask(world.clients[role], method, path) for role in ROLES)
    with patch.object(Template, "render", lambda self, context=None, request=None: SafeString("")):
        return " ".join(ask(world.clients[role], method, path) for role in ROLES)


@pytest.fixture
def world(db, home, settings, monkeypatch) -> World:
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    monkeypatch.setattr(rendering, "render_pdf", lambda html: b"%PDF-1.7")
    return build()


@pytest.mark.parametrize("method", [SAFE, CHANGING])
def test_everybody_gets_the_answer_that_is_promised(world, method):
    asked = [one for one in addresses() if method == SAFE or is_ours(one)]
    found = {one.route: answers(world, one, method) for one in asked}
    if os.environ.get("RECORD_ACCESS"):
        _record(method, found)
    promised = tomllib.loads(MATRIX.read_text(encoding="utf-8"))[method]

    assert {route: row for route, row in found.items() if promised.get(route) != row} == {}
    assert set(promised) == set(found), "rows of addresses that are gone"


def test_nothing_is_sent_without_its_token(world):
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.clients["coordinator"].cookies

    found = {one.route: ask(client, CHANGING, world.path(one)) for one in addresses() if is_ours(one)}
    assert {route: answer for route, answer in found.items() if answer != "403"} == WITHOUT_TOKEN


def _record(method: str, found: dict[str, str]) -> None:
    tables = tomllib.loads(MATRIX.read_text(encoding="utf-8")) if MATRIX.exists() else {}
    tables[method] = found
    text = HEADER
    for name, rows in sorted(tables.items()):
        text += f"\n[{name}]\n" + "".join(f"'{route}' = \"{row}\"\n" for route, row in sorted(rows.items()))
    MATRIX.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def rows():
    """(method, route, answers by role) of every row."""
    tables = tomllib.loads(MATRIX.read_text(encoding="utf-8"))
    return [
        (method, route, dict(zip(ROLES, row.split(), strict=True)))
        for method, table in tables.items()
        for route, row in table.items()
    ]


class TestTheMatrixItself:
    """Rules that no row may break, whatever was recorded."""

    def test_no_address_fails(self, rows):
        fails_on_purpose = {"cms/failwhale/"}  # Wagtail's own page to see what an error looks like
        failing = [row for row in rows if any(answer.startswith("5") for answer in row[2].values())]
        assert [row for row in failing if row[1] not in fails_on_purpose] == []

    def test_strangers_and_schools_get_nothing_of_the_desk(self, rows):
        # The login, and pictures and words that tell nothing.
        open_doors = {"cms/login/", "cms/logout/", "cms/jsi18n/", "cms/sprite/"}
        outsiders = ("anonymous", "manager", "staff", "reader", "other_school")
        wrong = [
            (method, route, role)
            for method, route, answer in rows
            for role in outsiders
            if route.startswith("cms/") and route not in open_doors and answer[role] == "200"
        ]
        assert wrong == []

    def test_another_school_finds_nothing_that_belongs_to_the_first(self, rows):
        shared = {"members/partners/<int:pk>/"}
        links = ("members/code/", "members/invitation/", "members/account/mail/<")
        wrong = [
            (method, route)
            for method, route, answer in rows
            if route.startswith("members/")
            and "<int:pk>" in route
            and route not in shared
            and not route.startswith(links)
            and answer["other_school"] not in {"404", "405"}
        ]
        assert wrong == []

    def test_a_partners_link_opens_the_same_for_everybody(self, rows):
        """The link is the key: who is logged in neither adds to it nor takes away."""
        links = [(method, route, set(answer.values())) for method, route, answer in rows if route.startswith("p/")]
        assert links
        assert [row for row in links if len(row[2]) != 1] == []

    def test_readers_change_nothing_of_their_school(self, rows):
        own_account = ("members/account/", "members/code/", "members/reset/", "members/log", "members/invitation/")
        looking = ("members/looking/",)
        # Saved searches are each person's own.
        own_searches = ("members/partners/searches/",)
        wrong = [
            route
            for method, route, answer in rows
            if method == CHANGING
            and route.startswith("members/")
            and not route.startswith((*own_account, *looking, *own_searches))
            and answer["reader"] not in {"403", "404", "405", "200"}
        ]
        assert wrong == []

    def test_the_editor_gets_nothing_of_the_members(self, rows):
        own = ("cms/schools/", "cms/memberships/", "cms/letters/", "cms/partners/", "cms/wishes/", "cms/match_runs/")
        wrong = [
            (method, route)
            for method, route, answer in rows
            if route.startswith((*own, "cms/partner_", "cms/inquiries/"))
            and answer["editor"] not in {"H", "403", "404"}
        ]
        assert wrong == []
