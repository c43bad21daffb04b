"""A real demo server and a real Chromium.

Each file of tests has a server and data of its own, so that none meets what another has written; what `make demo`
prepares is prepared once and copied.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, sync_playwright

from .mailbox import mails, words

ROOT = Path(__file__).resolve().parents[2]
# The shell without windows first: a page costs it half as much.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]
PASSWORD = "concierge-demo"
FULL = os.environ.get("BROWSER_MATRIX") == "full"
WIDTHS = [320, 360, 1280] if FULL else [360]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the journeys are skipped loudly, or fail when REQUIRE_BROWSER=1."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and os.environ.get("REQUIRE_BROWSER") != "1":
                item.add_marker(pytest.mark.skip(reason="NO CHROMIUM: the browser tests did not run"))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until a web server that was just started answers."""
    for _attempt in range(300):
        assert server.poll() is None, "the web server ended"
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the web server does not answer")


def _prepared(shared: Path) -> Path:
    """The data of a demo that nobody has used yet; the first process makes them, the others wait."""
    ready = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            unfinished = shared / "demo.unfinished"
            code = "import django; django.setup(); from portal.demo.preparation import prepare; prepare(print)"
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=_environment(unfinished), check=True)
            unfinished.rename(ready)
    return ready


def _environment(data: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return environment | {
        "PORTAL_VAR": str(data),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PYTHONWARNINGS": "default",
    }


@pytest.fixture(scope="module")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the data of this file's demo."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    data = tmp_path_factory.mktemp("demo") / "var"
    shutil.copytree(_prepared(shared), data)
    yield data
    shutil.rmtree(data)


@pytest.fixture(scope="module")
def environment(own_data: Path) -> dict[str, str]:
    """The variables under which a command runs on this file's demo."""
    return _environment(own_data)


@pytest.fixture(scope="module")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The address of a served demo with its own data, as `make demo` prepares it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--config", "portal/gunicorn.py"]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--log-level", "error"]
    server = subprocess.Popen([*command, *options], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=15)


@pytest.fixture
def manage(environment: dict[str, str]) -> Callable[..., None]:
    """`manage("worker", "--once")` runs a command on this file's demo."""

    def run(*arguments: str) -> None:
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)

    return run


@pytest.fixture
def letters(own_data: Path, manage: Callable[..., None]) -> Callable[[str], list[str]]:
    """Let the worker post what waits; gives the texts of the mails to an address, the oldest first."""

    def post(address: str) -> list[str]:
        manage("worker", "--once")
        return [words(mail) for mail in mails(own_data) if mail["To"] == address]

    return post


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as tool:
        yield tool


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM, "REQUIRE_BROWSER=1, but there is no Chromium"
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield chromium
    chromium.close()


class Watch:
    """What a page should never do: break its own policy, fail in JavaScript, ask another host."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.faults: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("console", lambda message: message.type == "error" and self.note_console(message.text))
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", lambda request: self.note_request(request.url))

    def note_console(self, text: str) -> None:
        # A page that answers 404, 422 or 429 on purpose is told in the console as well.
        if "status of 4" not in text:
            self.faults.append(f"console: {text}")

    def note_request(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:", "about:")):
            self.faults.append(f"third party: {url}")


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    watcher = Watch(site)
    yield watcher
    assert watcher.faults == []


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=site,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        viewport={"width": WIDTHS[-1], "height": 900},
        reduced_motion="reduce",
    )
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """A fresh tab whose faults fail the test."""
    opened = context.new_page()
    watch.attach(opened)
    return opened


def log_in(page: Page, username: str, password: str = PASSWORD, *, path: str = "/members/login/") -> None:
    page.goto(path)
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")


def follow(target: Locator) -> None:
    """Click what leads to another page, and wait until that is there: for what is asked of it at once."""
    with target.page.expect_navigation():
        target.click()
