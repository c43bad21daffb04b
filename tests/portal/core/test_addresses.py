from django.http import QueryDict

from portal.core.addresses import changed_query


def test_other_filters_stay() -> None:
    assert changed_query(QueryDict("q=a&theme=food&theme=sdgs"), {"page": 2}) == "?q=a&theme=food&theme=sdgs&page=2"


def test_one_of_several_values_is_taken_off() -> None:
    assert changed_query(QueryDict("theme=food&theme=sdgs"), drop=[("theme", "food")]) == "?theme=sdgs"


def test_a_value_is_added_once() -> None:
    assert (
        changed_query(QueryDict("theme=food"), add=[("theme", "food"), ("theme", "steam")]) == "?theme=food&theme=steam"
    )


def test_empty_parameters_disappear() -> None:
    assert changed_query(QueryDict("q=&year=2026"), {"year": None}) == "?"
    assert changed_query(QueryDict("year=2026"), {"year": ""}) == "?"


def test_a_list_puts_several_values() -> None:
    assert changed_query(QueryDict(), {"theme": ["food", "sdgs"]}) == "?theme=food&theme=sdgs"


def test_values_are_quoted() -> None:
    assert changed_query(QueryDict(), {"q": "台湾 & <x>"}) == "?q=%E5%8F%B0%E6%B9%BE+%26+%3Cx%3E"
