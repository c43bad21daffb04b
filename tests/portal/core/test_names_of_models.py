"""What the desk calls the models of the project, one of them and several."""

import pytest
from django.apps import apps
from django.utils import translation

from portal.core.i18n.extract import PACKAGES

OURS = [model for model in apps.get_models() if model.__module__.partition(".")[0] in PACKAGES]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_several_of_them_have_no_english_ending_in_japanese(model):
    with translation.override("ja"):
        one, several = str(model._meta.verbose_name), str(model._meta.verbose_name_plural)
    assert one.isascii() or several != f"{one}s"
