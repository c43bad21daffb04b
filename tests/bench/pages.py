"""Public pages in Chromium on loopback with a processor four times slower: largest contentful paint, bytes, scripts.

Each visit is a cold one: a context of its own with an empty cache. The web server runs on the same machine at its full
speed, as `make demo` starts it.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from tests.bench.report import Report
from tests.browser.addresses import LANGUAGES
from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, free_port, wait_for

PATHS = [
    "/",
    "/about/",
    "/about/flow/",
    "/activities/live-online/",
    "/partners/",
    "/programmes/",
    "/casestudies/",
    "/casestudies/?view=map",
    "/casestudies/lunch-taipei/",
    "/newsletter/1/",
    "/news/",
    "/events/",
    "/faq/",
    "/statistics/",
    "/contact/",
    "/search/?q=交流",
]
VISITS = 5
SLOWER = 4
MOST_PAINT = 1000
MOST_BYTES, MOST_SCRIPT = 150_000, 20_000
WATCH = """
window.largest = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.largest = entry.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
"""


@dataclass
class Visit:
    """Milliseconds to the largest contentful paint; bytes as transferred, of all and of scripts."""

    paint: float
    all: int = 0
    script: int = 0


def run(cases: int, report: Report) -> None:
    """Median and worst paint of some visits to each type of page, in both languages, and what they transfer."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with _served() as site, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        report.heading(f"Public pages, cold, processor {SLOWER} times slower")
        for path in PATHS:
            for prefix in LANGUAGES.values():
                _visit(browser, site, prefix + path)  # the server's first answer compiles its templates
                _told(prefix + path, [_visit(browser, site, prefix + path) for _number in range(VISITS)], report)
        browser.close()


@contextmanager
def _served() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--config", "portal/gunicorn.py"]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--log-level", "error"]
    server = subprocess.Popen([*command, *options], cwd=ROOT, env=dict(os.environ))
    try:
        wait_for(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=15)


def _visit(browser: Browser, site: str, path: str) -> Visit:
    context = browser.new_context(base_url=site, locale="ja-JP", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(path, wait_until="networkidle")
    visit = Visit(page.evaluate("window.largest"))
    for request in requests:
        size = sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        visit.all += size
        visit.script += size if request.resource_type == "script" else 0
    context.close()
    return visit


def _told(path: str, visits: list[Visit], report: Report) -> None:
    paint, worst = statistics.median(one.paint for one in visits), max(one.paint for one in visits)
    most, script = max(one.all for one in visits), max(one.script for one in visits)
    times, sizes = (
        f"paint {paint:5.0f} ms (worst {worst:5.0f})",
        f"{most / 1000:6.1f} KB   scripts {script / 1000:5.1f} KB",
    )
    report.line(path, f"{times}   {sizes}")
    aims = (("paint in ms", paint, MOST_PAINT), ("bytes", most, MOST_BYTES), ("bytes of scripts", script, MOST_SCRIPT))
    for what, value, target in aims:
        if value > target:
            report.missed.append(f"{path}: {what} {value:.0f}, demanded {target}")
