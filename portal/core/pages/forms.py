"""The admin form of every page: an address is proposed where a Japanese title gives none."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class PortalPageForm(WagtailAdminPageForm):
    """Lets the address stay empty: `BasePage.propose_slug` then finds a free one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "The last part of the address: Latin letters, digits and hyphens, the same in both languages. "
                "Left empty, one is chosen."
            )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        return slug or self.instance.propose_slug(self.cleaned_data.get("title", ""), self.parent_page)
