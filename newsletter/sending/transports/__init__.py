"""The way to the mail server: one port, for SMTP and for whatever else Django sends mail with."""

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from .backend import BackendTransport
from .outcomes import Kind, Outcome, Transport
from .smtp import SmtpTransport

__all__ = ["BackendTransport", "Kind", "Outcome", "SmtpTransport", "Transport", "make_transport"]


def make_transport() -> Transport:
    """The transport for the mail settings of the project."""
    backend = get_connection()
    return SmtpTransport(backend) if isinstance(backend, SmtpBackend) else BackendTransport(backend)
