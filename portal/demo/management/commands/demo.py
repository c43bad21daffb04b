"""Prepares the demo and serves it: database, content, static files, web server and worker in one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.logins import lines as login_lines
from portal.demo.preparation import prepare

ROOT = Path(__file__).resolve().parents[4]
HOST = "127.0.0.1"
PATIENCE = 60  # seconds the server may take to answer


class Command(BaseCommand):
    help = "Prepare the demo's data and serve the portal until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo is not for production.")
        self.port = int(os.environ.get("PORT") or 8000)
        prepare(self.stdout.write)
        signal.signal(signal.SIGTERM, self._stop)
        # Also where the shell started us with interrupts ignored.
        signal.signal(signal.SIGINT, self._stop)
        processes = [self._start_web(), self._start_worker()]
        try:
            self._wait_for_answer(processes)
            self._tell()
            self._wait(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            self._end(processes)

    @staticmethod
    def _stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def _start_web(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
                *("--config", str(ROOT / "portal" / "gunicorn.py")),
                *("--bind", f"{HOST}:{self.port}", "--workers", "2", "--threads", "4"),
                *("--log-level", "critical"),
            ],
            cwd=ROOT,
            env=self._environment(),
        )

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, str(ROOT / "manage.py"), "worker"], cwd=ROOT, env=self._environment())

    @staticmethod
    def _environment() -> dict[str, str]:
        return {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", **os.environ}

    def _wait_for_answer(self, processes: list[subprocess.Popen[bytes]]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._check(processes)
            try:
                with socket.create_connection((HOST, self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise CommandError(f"The server did not answer within {PATIENCE} seconds.")

    @staticmethod
    def _check(processes: list[subprocess.Popen[bytes]]) -> None:
        for name, process in zip(("web server", "worker"), processes, strict=True):
            if process.poll() is not None:
                raise CommandError(f"The {name} ended with code {process.returncode}; see the lines above.")

    def _wait(self, processes: list[subprocess.Popen[bytes]]) -> None:
        while True:
            self._check(processes)
            time.sleep(0.5)

    def _tell(self) -> None:
        base = f"http://{HOST}:{self.port}"
        lines = [
            "",
            "東京都国際交流コンシェルジュ — the demo is served (Ctrl-C ends it)",
            "",
            f"  日本語           {base}/",
            f"  English          {base}/en/",
            f"  学校 / schools   {base}/members/",
            f"  事務局 / desk    {base}/cms/",
            "",
            *(f"  {line}" for line in login_lines()),
            "",
            f"  Mails are not sent but written to {settings.EMAIL_FILE_PATH}",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    @staticmethod
    def _end(processes: list[subprocess.Popen[bytes]]) -> None:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
