"""The editor's form of a case study: a draft may hold what must not be published yet."""

from django.utils import timezone

from casestudies.rules import days_ahead
from portal.core.pages.forms import PortalPageForm


class CaseForm(PortalPageForm):
    """Tells the case whether it is kept as a draft, so that its own rules know when to be strict."""

    def _post_clean(self) -> None:
        self.instance.kept_as_draft = self.is_deferred_validation
        try:
            super()._post_clean()
        finally:
            self.instance.kept_as_draft = False
        for name, fault in days_ahead(self.instance, timezone.localdate()).items():
            if name not in self.errors:
                self.add_error(name, fault)
