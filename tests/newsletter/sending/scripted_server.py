"""A mail server on loopback that does what a test says at each stage of the conversation."""

import contextlib
import socket
import threading
from typing import Any

HANG, DROP = "hang", "drop"
STAGES = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "end")
_YES = {"greeting": "220 hello", "DATA": "354 go"}


class ScriptedServer:
    """Answers yes, but for `at`: by stage either a line, `HANG` or `DROP`, each time it comes to that stage.

    `taken` are the mails whose final dot was answered with 250. `lines` counts the connections.
    """

    def __init__(self, at: dict[str, str] | None = None, *, mails_a_line: int = 0) -> None:
        self.at = at or {}
        self.mails_a_line = mails_a_line
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.commands: list[str] = []
        self.lines = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def close(self) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            # Closing alone does not wake the thread that waits for the next line.
            self._socket.shutdown(socket.SHUT_RDWR)
        for each in (self._socket, *self._open):
            each.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._socket.accept()
            except OSError:
                return
            self.lines += 1
            self._open.append(line)
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        try:
            with line, line.makefile("rb") as heard:
                if self._say(line, "greeting"):
                    self._listen(line, heard)
        except OSError:
            return

    def _listen(self, line: socket.socket, heard: Any) -> None:
        mails = 0
        while command := heard.readline().decode("ascii").strip():
            self.commands.append(command)
            word = command.split()[0].upper()
            if word == "QUIT":
                return
            if word == "MAIL" and self.mails_a_line and mails >= self.mails_a_line:
                line.sendall(b"421 so many mails are enough\r\n")
                return
            if word == "RCPT":
                self.recipients.append(command)
            if not self._say(line, word):
                return
            if word == "DATA" and self._answer("DATA").startswith("354"):
                body = b"".join(iter(heard.readline, b".\r\n"))
                mails += 1
                if self._answer("end").startswith("250"):
                    self.taken.append(body)
                if not self._say(line, "end"):
                    return

    def _answer(self, stage: str) -> str:
        return self.at.get(stage, _YES.get(stage, "250 ok"))

    def _say(self, line: socket.socket, stage: str) -> bool:
        answer = self._answer(stage)
        if answer == HANG:
            self._over.wait(20)
        if answer in (HANG, DROP):
            return False
        line.sendall(f"{answer}\r\n".encode())
        return not answer.startswith("421")
