"""To what somebody agreed, in words, as it is kept beside the subscription."""

from django.utils.translation import gettext as _


def form_consent() -> str:
    """The sentence beside the check box of the form, and how it is written down."""
    return _("I agree that my e-mail address is stored in order to send me the newsletter.")


def account_consent(username: str) -> str:
    return _("Button “Receive the newsletter” in the members' area, account %(username)s") % {"username": username}
