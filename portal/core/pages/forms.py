"""The admin form of every page: proposes an address, and lets no page be published whose content has errors."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.core.content_checks.checking import errors_of
from portal.core.content_checks.form_errors import errors_by_field


class PortalPageForm(WagtailAdminPageForm):
    """Lets the address stay empty: `BasePage.propose_slug` then finds a free one.

    The content is checked whenever the page goes on to the public or to somebody who approves it. A draft is saved with
    whatever errors it has, and who sends a page back for changes is not asked to make them.
    """

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

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or not self._goes_on():
            return
        for name, error in errors_by_field(type(self.instance), errors_of(self.instance)).items():
            self.add_error(name if name in self.fields else None, error)
        if self.errors:
            self.add_error(None, _("This page cannot be published yet; it can be saved as a draft as it is."))

    def _goes_on(self) -> bool:
        """Whether the page is to be published, submitted or approved."""
        turned_back = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "reject"
        return not (self.is_deferred_validation or turned_back or self.data.get("action-cancel-workflow"))
