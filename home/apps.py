from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home.startdata import ensure_site

        post_migrate.connect(ensure_site, sender=self, dispatch_uid="home.ensure_site")
