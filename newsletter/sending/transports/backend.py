"""Any other of Django's mail backends: files, memory, the console, or the service of a provider (django-anymail)."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from email.message import Message
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from .addresses import envelope_address
from .outcomes import Kind, Outcome, judge, plain

# Headers that Django makes of attributes of its own.
_OWN = {"from", "to", "subject", "content-type", "content-transfer-encoding", "mime-version"}


class RawMessage(EmailMultiAlternatives):
    """A mail whose bytes are made already. What providers read from it, they find where Django has it."""

    def __init__(self, raw: bytes, envelope_from: str, to: str) -> None:
        self._raw = raw
        parsed = message_from_bytes(raw, policy=policy.default)
        super().__init__(
            subject=str(parsed["Subject"] or ""),
            body=_content(parsed, "plain"),
            from_email=str(parsed["From"] or envelope_from),
            to=[to],
            headers={name: str(value) for name, value in parsed.items() if name.lower() not in _OWN},
        )
        html = _content(parsed, "html")
        if html:
            self.attach_alternative(html, "text/html")

    def message(self, **_options: Any) -> Message:  # type: ignore[override]
        return message_from_bytes(self._raw)


def _content(parsed: ParsedMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


class BackendTransport:
    """Hands each mail over to a backend, which is asked to keep its line between two mails."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend
        self._is_open = False

    def deliver(self, envelope_from: str, to: str, message: bytes, begin: Callable[[], bool]) -> Outcome:
        address = envelope_address(to)
        if address is None:
            return Outcome(Kind.PERMANENT, 0, "the address cannot be used", "RCPT")
        try:
            if not self._is_open:
                self._backend.open()
                self._is_open = True
        except Exception as error:  # backends of providers raise what they like
            return Outcome(Kind.DOWN, 0, plain(f"opening: {error}"), "opening")
        mail = RawMessage(message, envelope_from, address)
        return self._hand_over(mail) if begin() else Outcome(Kind.DROPPED)

    def _hand_over(self, mail: RawMessage) -> Outcome:
        try:
            taken = self._backend.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            return self._answered(code, text)
        except smtplib.SMTPResponseException as error:
            return self._answered(error.smtp_code, error.smtp_error)
        except Exception as error:  # the mail may have gone out
            self.close()
            return Outcome(Kind.UNKNOWN, 0, plain(f"{type(error).__name__}: {error}"), "DATA")
        if taken == 0:
            return Outcome(Kind.UNKNOWN, 0, "the mail backend did not say that it took the mail", "DATA")
        return Outcome(Kind.SENT, 0, "", "DATA")

    def _answered(self, code: int, text: bytes | str) -> Outcome:
        self.close()
        answer = judge("answer", code, text)
        if answer.kind is Kind.LOST:
            kind = Kind.TEMPORARY if code == 421 else Kind.UNKNOWN
            return Outcome(kind, answer.code, answer.reason, "DATA")
        return answer

    def close(self) -> None:
        self._is_open = False
        with suppress(Exception):
            self._backend.close()
