from django.apps import AppConfig


class StrangerConfig(AppConfig):
    name = "tests.portal.core.search.contract.stranger"
    label = "core"
