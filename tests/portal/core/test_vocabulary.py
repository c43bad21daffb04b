from collections import Counter

import pytest

from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import Weekday, ages_of, bands_of


@pytest.mark.parametrize(
    ("grades", "ages"),
    [(["e1"], (6, 7)), (["e5", "e6"], (10, 12)), (["j1"], (12, 13)), (["h3"], (17, 18)), ([], None)],
)
def test_ages_of_grades(grades, ages):
    assert ages_of(grades) == ages


def test_bands_of_grades():
    assert bands_of(["j1", "e6"]) == ["upper_elementary", "junior_high"]


def test_municipalities_are_62_and_two_are_called_toshima():
    assert len(MUNICIPALITIES) == 62
    assert [row.code for row in MUNICIPALITIES.values() if row.name_en.startswith("Toshima")] == ["13116", "13362"]
    assert Counter(row.area for row in MUNICIPALITIES.values()) == {"wards": 23, "tama": 30, "islands": 9}


def test_weekday_code():
    assert [day.code for day in Weekday] == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
