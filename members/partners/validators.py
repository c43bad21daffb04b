"""What a text in a partner's fields must be."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from members.matching.zones import zone_names

is_language_tag = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Use a language tag, for example zh-Hant."))
is_region_code = RegexValidator(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", _("Use an ISO 3166-2 code, for example AU-NSW."))


def validate_zone(name: str) -> None:
    """Raise `ValidationError` for what is no IANA time zone of the pinned data."""
    if name not in zone_names():
        message = _("“%(name)s” is not an IANA time zone, for example Australia/Sydney.")
        raise ValidationError(message, params={"name": name})
