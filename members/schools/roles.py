"""What a person may do for a school."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Managers also look after the people of the school, readers change nothing."""

    MANAGER = "manager", _("Manager")
    STAFF = "staff", _("Staff")
    READER = "reader", _("Reader")
