"""The engine and the portal speak of the same codes."""

from members.matching import vocabulary as engine
from members.matching.parameters import PARAMETERS
from members.partners.states import PartnerStatus
from members.wishes import completeness
from portal.core import vocabulary as portal


def test_exchange_types_are_the_same():
    assert set(portal.ExchangeType.values) == engine.EXCHANGE_TYPES


def test_the_types_in_which_people_speak_are_the_same():
    assert engine.SPOKEN_TYPES == completeness.SPOKEN_TYPES


def test_themes_are_the_same():
    assert set(portal.Theme.values) == engine.THEMES


def test_tools_are_the_same():
    assert set(portal.Tool.values) == engine.TOOLS


def test_criteria_are_the_same_and_in_the_same_order():
    assert tuple(portal.Criterion.values) == engine.CRITERIA


def test_marks_of_importance_are_the_same():
    assert portal.Importance.values == list(range(len(PARAMETERS.importance_counts)))
    assert PARAMETERS.normal_importance == portal.Importance.NORMAL


def test_language_levels_end_at_the_same_number():
    assert portal.LanguageLevel.values == list(range(engine.MOST_LANGUAGE_LEVEL + 1))


def test_weekdays_are_the_same_and_in_the_same_order():
    assert tuple(day.code for day in portal.Weekday) == engine.WEEKDAYS


def test_partner_states_are_the_same():
    assert set(PartnerStatus.values) == engine.STATUSES
