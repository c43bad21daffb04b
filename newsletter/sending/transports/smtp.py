"""SMTP, command by command, so that the mark can be made right before DATA."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from django.core.mail.backends.smtp import EmailBackend

from .addresses import envelope_address
from .outcomes import Kind, Outcome, judge, plain

_LINE_ERRORS = (smtplib.SMTPServerDisconnected, OSError)
_GREETING = "greeting"


class SmtpTransport:
    """One line to the server of Django's mail settings, kept for many mails and opened anew when it is lost."""

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend

    def deliver(self, envelope_from: str, to: str, message: bytes, begin: Callable[[], bool]) -> Outcome:
        address = envelope_address(to)
        if address is None:
            return Outcome(Kind.PERMANENT, 0, "the address cannot be used", "RCPT")
        is_new, trouble = self._open()
        if trouble is not None:
            return trouble
        outcome = self._converse(envelope_from, address, message, begin)
        if outcome.kind is Kind.LOST and outcome.stage == "MAIL" and not is_new:
            # Servers close lines that have lived long enough; the first command on it tells.
            _is_new, trouble = self._open()
            return trouble or self._converse(envelope_from, address, message, begin)
        return outcome

    def close(self) -> None:
        connection = self._backend.connection
        self._backend.connection = None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    @property
    def _line(self) -> smtplib.SMTP:
        return cast(smtplib.SMTP, self._backend.connection)

    def _open(self) -> tuple[bool, Outcome | None]:
        """(whether the line is a new one, what keeps us from having one)"""
        if self._backend.connection is not None:
            return False, None
        try:
            self._backend.open()
            self._line.ehlo_or_helo_if_needed()
        except smtplib.SMTPAuthenticationError as error:
            text = plain(f"login: {error.smtp_code} {plain(error.smtp_error)}")
            return True, self._hang_up(Outcome(Kind.DOWN, error.smtp_code, text, "login"))
        except smtplib.SMTPResponseException as error:
            text = plain(f"{_GREETING}: {error.smtp_code} {plain(error.smtp_error)}")
            return True, self._hang_up(Outcome(Kind.DOWN, max(error.smtp_code, 0), text, _GREETING))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            return True, self._hang_up(Outcome(Kind.DOWN, 0, plain(f"{_GREETING}: {error}"), _GREETING))
        return True, None

    def _hang_up(self, outcome: Outcome) -> Outcome:
        """Close the line without a word: it is broken, or nobody knows what state the other side is in."""
        for name in ("connection", "_partial_connection"):
            connection = getattr(self._backend, name, None)
            setattr(self._backend, name, None)
            if connection is not None:
                connection.close()
        return outcome

    def _converse(self, sender: str, to: str, message: bytes, begin: Callable[[], bool]) -> Outcome:
        smtp = self._line
        options = [f"size={len(message)}"] if smtp.has_extn("size") else []
        stage = "MAIL"
        try:
            code, text = smtp.mail(sender, options)
            if 200 <= code <= 299:
                stage = "RCPT"
                code, text = smtp.rcpt(to)
        except _LINE_ERRORS as error:
            return self._hang_up(Outcome(Kind.LOST, 0, plain(f"{stage}: {error}"), stage))
        except smtplib.SMTPResponseException as error:
            return self._hang_up(judge(stage, -1, error.smtp_error))
        if not 200 <= code <= 299:
            return self._start_over(judge(stage, code, text))
        try:
            begun = begin()
        except BaseException:
            self._hang_up(Outcome(Kind.DROPPED))
            raise
        return self._data(smtp, message) if begun else self._start_over(Outcome(Kind.DROPPED))

    def _data(self, smtp: smtplib.SMTP, message: bytes) -> Outcome:
        """From here on a broken line means that nobody knows."""
        try:
            code, text = smtp.data(message)
        except smtplib.SMTPDataError as error:
            # Anything but 354: the text of the mail was never sent.
            answer = judge("DATA", error.smtp_code, error.smtp_error)
            if answer.kind is Kind.LOST:
                return self._hang_up(Outcome(Kind.TEMPORARY, answer.code, answer.reason, "DATA"))
            return self._start_over(answer)
        except (smtplib.SMTPException, OSError) as error:
            return self._hang_up(Outcome(Kind.UNKNOWN, 0, plain(f"after DATA: {error}"), "DATA"))
        if 200 <= code <= 299:
            return Outcome(Kind.SENT, code, "", "DATA")
        answer = judge("end of DATA", code, text)
        if answer.code == 421:
            return self._hang_up(Outcome(Kind.TEMPORARY, 421, answer.reason, "DATA"))
        if answer.kind is Kind.LOST:
            return self._hang_up(Outcome(Kind.UNKNOWN, answer.code, answer.reason, "DATA"))
        return self._start_over(answer)

    def _start_over(self, outcome: Outcome) -> Outcome:
        """After a refusal: RSET, or hang up where the server does not take that either."""
        if outcome.kind is Kind.LOST:
            return self._hang_up(outcome)
        try:
            code, _text = self._line.rset()
        except (smtplib.SMTPException, OSError):
            return self._hang_up(outcome)
        return outcome if 200 <= code <= 299 else self._hang_up(outcome)
