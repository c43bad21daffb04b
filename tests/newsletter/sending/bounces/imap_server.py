"""A mailbox on loopback that speaks the few words of IMAP that are needed."""

import re
import socket
import threading
from typing import Any


class ImapServer:
    """`mails` by number with the flags of each; everything that is said is in `heard`."""

    def __init__(self, *mails: bytes, password: str = "s3cret@x") -> None:
        self.mails = {str(number): mail for number, mail in enumerate(mails, start=1)}
        self.flags: dict[str, set[str]] = {number: set() for number in self.mails}
        self.heard: list[str] = []
        self._password = password
        self._socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._socket.accept()
            except OSError:
                return
            with line, line.makefile("rb") as heard:
                line.sendall(b"* OK hello\r\n")
                while text := heard.readline().decode().strip():
                    self.heard.append(text)
                    tag, _space, command = text.partition(" ")
                    for answer in self._answers(tag, command):
                        line.sendall(answer)
                    if command == "LOGOUT":
                        break

    def _answers(self, tag: str, command: str) -> list[Any]:
        done = f"{tag} OK done\r\n".encode()
        if command == "CAPABILITY":
            return [b"* CAPABILITY IMAP4rev1\r\n", done]
        if command.startswith("LOGIN"):
            good = command == f'LOGIN box "{self._password}"'
            return [done if good else f"{tag} NO wrong password\r\n".encode()]
        if command.startswith("SELECT"):
            known = command == 'SELECT "INBOX"'
            return [b"* 1 EXISTS\r\n", done] if known else [f"{tag} NO there is none\r\n".encode()]
        if command == "UID SEARCH UNSEEN":
            unseen = " ".join(number for number, flags in self.flags.items() if "\\Seen" not in flags)
            return [f"* SEARCH {unseen}\r\n".encode(), done]
        if fetched := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]", command):
            mail = self.mails[fetched[1]]
            head = f"* {fetched[1]} FETCH (UID {fetched[1]} BODY[]<0> {{{len(mail)}}}\r\n".encode()
            return [head, mail, b")\r\n", done]
        if stored := re.match(r"UID STORE (\d+) \+FLAGS \((.*)\)", command):
            self.flags[stored[1]] |= set(stored[2].split())
            return [done]
        return [b"* BYE bye\r\n", done] if command == "LOGOUT" else [f"{tag} BAD what?\r\n".encode()]
