"""The style sheet of this room's reports."""

from django import forms
from wagtail.admin.staticfiles import versioned_static


def report_style() -> forms.Media:
    """To be added to the media of a report."""
    return forms.Media(css={"all": [versioned_static("css/desk/reports.css")]})
