import pytest

from members.partners.links.tokens import token_of
from members.partners.services.links import give_link
from tests.factories.partners import PartnerFactory


@pytest.fixture
def partner(db):
    return PartnerFactory(
        name="こかげ小学校", name_en="Shade School", contact_name="Jane", contact_email="jane@shade.example"
    )


@pytest.fixture
def link(partner):
    return give_link(partner, "update")


@pytest.fixture
def url(link):
    """The address of the partner's link, without the host."""
    return f"/p/{token_of(link)}/"


@pytest.fixture
def posted(immediate_letters, mailoutbox, django_capture_on_commit_callbacks):
    """`posted(do, *args)` does it, lets the transaction through, and gives the letters by address."""

    def run(do, *args, **kwargs):
        del mailoutbox[:]
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        return {mail.to[0]: mail for mail in mailoutbox}

    return run
