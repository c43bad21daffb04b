from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "members.suggestions"
    label = "suggestions"
    verbose_name = "Suggestions"
