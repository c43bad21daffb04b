from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .logins import fold_login


class UserManager(DjangoUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of a login ID in any width and case; raises `User.DoesNotExist`."""
        return super().get_by_natural_key(fold_login(username or ""))


class User(AbstractUser):
    """A person, or a school's manager account, that logs in with an issued ID.

    The ID (`username`) is stored folded and is not the school's code. The e-mail address is not unique: a school may
    use one mailbox for several people.
    """

    name = models.CharField(_("name"), max_length=100, blank=True)
    must_change_password = models.BooleanField(
        _("must change the password"),
        default=False,
        help_text=_("Set for issued passwords: nothing else can be opened before a new password is chosen."),
    )
    password_changed_at = models.DateTimeField(_("password changed at"), null=True, blank=True, editable=False)

    email_confirmed_at = models.DateTimeField(
        _("e-mail confirmed at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the person opened a link that was sent to the address."),
    )

    _stored_email: str | None = None
    stand_in: Any = None
    """In whose place the person looks at pages in this request (set by the members' area); never stored."""

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        user = super().from_db(db, field_names, values, **more)
        user._stored_email = user.__dict__.get("email")
        return user

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An address that is typed over in a form of the admin is not proven any more."""
        self.username = fold_login(self.username)
        if kwargs.get("update_fields") is None and self._stored_email not in {None, self.email}:
            self.email_confirmed_at = None
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name or super().get_full_name() or self.username

    def choose_password(self, raw_password: str) -> None:
        """Set the person's own password and lift the duty to change it; saves only these fields."""
        self.set_password(raw_password)
        self.must_change_password = False
        self.password_changed_at = timezone.now()
        self.save(update_fields=["password", "must_change_password", "password_changed_at"])
