"""wagtail-localize's page that brings all translations of a source in step, but no way around the right to publish."""

from typing import Any

from wagtail.models import Page
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail_localize.views.update_translations import UpdateTranslationsView


class GuardedUpdateView(UpdateTranslationsView):
    """“Publish immediately” can be ticked by those only who may publish every translation that would be published."""

    def get_form(self) -> Any:
        form = super().get_form()
        if not all(
            self._may_publish(one.get_target_instance()) for one in self.object.translations.filter(enabled=True)
        ):
            form.fields["publish_translations"].disabled = True
        return form

    def _may_publish(self, instance: Any) -> bool:
        user = self.request.user
        if isinstance(instance, Page):
            return bool(instance.permissions_for_user(user).can_publish())
        return bool(ModelPermissionPolicy(type(instance)).user_has_permission(user, "publish"))
