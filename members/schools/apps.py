from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "members.schools"
    label = "schools"
    verbose_name = "Schools"
