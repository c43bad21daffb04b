import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from casestudies.models import CaseStudyPage
from portal.core.fields import CodeListField
from portal.core.vocabulary import ExchangeType, Month


def test_codes_are_sorted_by_the_vocabulary_without_repetition():
    field = CodeListField(ExchangeType)
    assert field.clean(["embassy", "live_online", "embassy"], None) == ["live_online", "embassy"]


def test_numbers_follow_the_school_year():
    assert CodeListField(Month).clean([1, 4, 12], None) == [4, 12, 1]


def test_unknown_code_is_refused():
    with pytest.raises(ValidationError, match="hovercraft"):
        CodeListField(ExchangeType).clean(["hovercraft"], None)


def test_form_field_offers_translated_choices_and_numbers():
    with translation.override("en"):
        choices = dict(CodeListField(Month).formfield().choices)
        assert str(choices[4]) == "April"
    form_field = CodeListField(Month).formfield(required=False)
    assert form_field.clean(["4", "12"]) == [4, 12]
    assert form_field.clean([]) == []


def test_long_vocabularies_are_named_by_path():
    field = CaseStudyPage._meta.get_field("countries")
    with translation.override("ja"):
        assert field.labels(["TW", "NZ"]) == ["台湾", "ニュージーランド"]
    with translation.override("en"):
        assert field.labels(["TW", "NZ"]) == ["Taiwan", "New Zealand"]
