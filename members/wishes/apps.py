from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "members.wishes"
    label = "wishes"
    verbose_name = "Wishes"
