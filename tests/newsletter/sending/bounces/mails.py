"""Mails as they come back: in the forms of Postfix, Exchange and others, and complaints of providers."""


def dsn(  # one keyword a field of the report
    *,
    to: str = "bounce@example.jp",
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 <reader@example.jp>: user unknown",
    message_id: str = "",
    headers_only: bool = False,
) -> bytes:
    """A report after RFC 3464, with the mail that came back."""
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    original = f"Message-ID: {message_id}\r\nSubject: a\r\n" if message_id else "Subject: a\r\n"
    return "\r\n".join(
        [
            "Return-Path: <>",
            f"Delivered-To: {to}",
            "From: MAILER-DAEMON@mx.example.com",
            f"To: {to}",
            "Subject: Undelivered Mail",
            "Auto-Submitted: auto-replied",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Sorry.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example.com",
            "",
            "Final-Recipient: rfc822; reader@example.jp",
            f"Action: {action}",
            f"Status: {status}",
            f"Diagnostic-Code: {diagnostic}",
            "",
            "--b",
            f"Content-Type: {kind}",
            "",
            original,
            "--b--",
            "",
        ]
    ).encode()


def complaint(
    *, to: str = "bounce@example.jp", kind: str = "abuse", mail_from: str = "", message_id: str = ""
) -> bytes:
    """A report after RFC 5965."""
    fields = [f"Feedback-Type: {kind}", "User-Agent: SomeProvider/1.0", "Version: 1"]
    if mail_from:
        fields.append(f"Original-Mail-From: <{mail_from}>")
    return "\r\n".join(
        [
            "From: feedback@example.com",
            f"To: {to}",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
            "",
            "--b",
            "Content-Type: message/feedback-report",
            "",
            *fields,
            "",
            "--b",
            "Content-Type: message/rfc822",
            "",
            f"Message-ID: {message_id}",
            "Subject: a",
            "",
            "b",
            "--b--",
            "",
        ]
    ).encode()


def holiday(to: str) -> bytes:
    """Somebody is away and lets a machine say so."""
    head = f"From: reader@example.jp\r\nTo: {to}\r\nAuto-Submitted: auto-replied (vacation)\r\n"
    return f"{head}Subject: I am away\r\n\r\n5.1.1 is my room.\r\n".encode()
