import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.core.media.models import Consent, PortalImage
from portal.users.models import User
from tests.days import TODAY
from tests.factories.media import make_image

pytestmark = pytest.mark.usefixtures("on_a_fixed_day")
DAY = datetime.timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("consent", "until", "shown"),
    [
        (Consent.NOT_NEEDED, None, True),
        (Consent.GIVEN, None, True),
        (Consent.GIVEN, TODAY, True),
        (Consent.GIVEN, TODAY - DAY, False),
        (Consent.MISSING, None, False),
        (Consent.WITHDRAWN, TODAY + DAY, False),
    ],
)
def test_rule_and_query_agree(consent, until, shown):
    image = make_image(consent=consent, consent_until=until)
    assert image.is_publishable is shown
    assert PortalImage.objects.publishable().exists() is shown


@pytest.mark.django_db
def test_consent_needs_who_and_when():
    image = make_image()
    image.consent = Consent.GIVEN
    with pytest.raises(ValidationError) as refusal:
        image.full_clean()
    assert "consent" in refusal.value.message_dict
    image.consent_checked_by = User.objects.create(username="editor")
    image.consent_checked_on = TODAY
    image.full_clean()


@pytest.mark.django_db
def test_text_alternative_follows_the_language():
    image = make_image(alt_ja="手", alt_en="Hands")
    assert image.alt == "手"
    with translation.override("en"):
        assert image.alt == "Hands"
        assert make_image(alt_ja="手").alt == "手"


@pytest.mark.django_db
def test_a_new_image_is_not_shown_until_somebody_checks():
    assert PortalImage(title="new").is_publishable is False
