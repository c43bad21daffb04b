"""A real SMTP server (aiosmtpd) in a process of its own, which writes down what it has taken before it says so.

    python -m tests.newsletter.sending.proof.mail_server RECORD [--slowly MILLISECONDS]

Prints its port. Each mail is a line of the record: the Message-ID and the recipient.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

ROOT = Path(__file__).resolve().parents[4]
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.MULTILINE | re.IGNORECASE)


class Recorder:
    """Takes every mail. A slow one takes its time before and after it writes a mail down."""

    def __init__(self, record: str, slowly: float) -> None:
        self._file = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._slowly = slowly

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        await self._rest()
        found = _MESSAGE_ID.search(envelope.content[:4_000])
        name = found[1].decode("ascii") if found else "?"
        os.write(self._file, f"{name}\t{','.join(envelope.rcpt_tos)}\n".encode())
        await self._rest()
        return "250 taken"

    async def _rest(self) -> None:
        if self._slowly:
            await asyncio.sleep(random.uniform(0, self._slowly))


class MailServer:
    """The server as a process, to be started and stopped by a test."""

    def __init__(self, record: Path, *, slowly: int = 0) -> None:
        record.touch()
        module = "tests.newsletter.sending.proof.mail_server"
        command = [sys.executable, "-m", module, str(record), "--slowly", str(slowly)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline() or 0)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


async def serve(record: str, slowly: float) -> None:
    """Serve until SIGTERM."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    recorder = Recorder(record, slowly)
    server = await loop.create_server(lambda: SMTP(recorder, hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await over.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("--slowly", type=int, default=0)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.record, arguments.slowly / 1000))


if __name__ == "__main__":
    main()
