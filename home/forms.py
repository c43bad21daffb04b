"""The contact form."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.form_traps import TrappedForm
from portal.core.vocabulary import InquiryTopic

SALT = "home.contact"


def one_line(text: str) -> None:
    """Raise `ValidationError` for a text with line feeds or other control characters."""
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text):
        raise ValidationError(_("Write this in one line."))


class InquiryForm(TrappedForm):
    """What a person writes to the office, and two traps for programs. `topic` may be chosen beforehand."""

    salt = SALT

    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("Please choose")), *InquiryTopic.choices])
    message = forms.CharField(
        label=_("Message"),
        max_length=4000,
        help_text=_("Up to 4,000 characters. Leave out names of pupils and anything about their health."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    school = forms.CharField(
        label=_("School or organisation"),
        max_length=150,
        required=False,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("We answer to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )

    @property
    def values(self) -> dict[str, str]:
        """The fields of an inquiry."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "school", "topic", "message")}

    @property
    def fingerprint(self) -> str:
        """The same for a form that is sent twice; another one as soon as a word differs or the form was opened anew."""
        parts = [self.cleaned_data["opened"], *self.values.values()]
        return salted_hmac(SALT, "\0".join(parts), algorithm="sha256").hexdigest()
