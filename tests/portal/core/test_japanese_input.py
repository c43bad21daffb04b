import pytest

from portal.core.japanese_input import kana_reading, phone_number, postal_code


@pytest.mark.parametrize(
    "typed",
    ["135-0042", "1350042", "〒135-0042", "１３５−００４２", "１３５ー００４２", "〒１３５‐００４２ ", "135 0042"],
)
def test_a_postal_code_in_any_width(typed):
    assert postal_code(typed) == "135-0042"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0312345678", "03-1234-5678"),
        ("０３（１２３４）５６７８", "03-1234-5678"),
        ("03ー1234ー5678", "03-1234-5678"),
        ("090 1234 5678", "090-1234-5678"),
        ("09012345678", "090-1234-5678"),
        ("04992-2-0000", "04992-2-0000"),
        ("0422000000", "0422000000"),
        ("+81 3 1234 5678", "+81-3-1234-5678"),
        ("", ""),
    ],
)
def test_a_telephone_number_in_any_width(typed, stored):
    assert phone_number(typed) == stored


@pytest.mark.parametrize("typed", ["123", "abcdefghij", "03-1234", "1" * 50, "03-1234-5678 内線5"])
def test_what_is_no_telephone_number(typed):
    with pytest.raises(ValueError, match=r"."):
        phone_number(typed)


@pytest.mark.parametrize("typed", ["12345", "12345678", "abc", "〒〒135-004"])
def test_what_is_no_postal_code(typed):
    with pytest.raises(ValueError, match=r"."):
        postal_code(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("ﾐﾄﾞﾘ　ダイ", "みどり だい"), ("ヴィーナス", "ゔぃーなす"), ("だい３しょうがっこう", "だい3しょうがっこう")],
)
def test_a_reading_becomes_hiragana(typed, stored):
    assert kana_reading(typed) == stored


def test_kanji_are_no_reading():
    with pytest.raises(ValueError, match=r"."):
        kana_reading("緑台")
