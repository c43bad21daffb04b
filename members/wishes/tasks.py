"""What the worker does for this room."""

from django.core.mail import EmailMessage
from django_tasks import task


@task(backend="db")
def post_letter(subject: str, body: str, to: str) -> None:
    """Send one letter; an error of the mail server is kept with the task."""
    EmailMessage(subject=subject, body=body, to=[to]).send()
