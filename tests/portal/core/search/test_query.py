"""What a person types becomes a query tree."""

import pytest
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from portal.core.search.query import MAX_LENGTH, MAX_TERMS, Term, is_searchable, parse, rewrite
from portal.core.search.synonyms import SynonymTable


def shown(query: object) -> str:
    """A rewritten query in short: tokens, `*` for a prefix, & | !"""
    if query is MATCH_ALL:
        return "ALL"
    if query is MATCH_NONE:
        return "NONE"
    if isinstance(query, Not):
        return f"!{shown(query.subquery)}"
    if isinstance(query, (And, Or)):
        return "(" + ("&" if isinstance(query, And) else "|").join(map(shown, query.subqueries)) + ")"
    return query.query_string + ("*" if query.prefix else "")


def rewritten(query: object, *groups: str, open_end: bool = False) -> str:
    return shown(rewrite(query, lambda: SynonymTable(groups), open_end=open_end))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("台湾", [["台湾"]]),
        ("台湾 交流", [["台湾"], ["交流"]]),
        ("台湾　交流", [["台湾"], ["交流"]]),
        ("台湾 OR 韓国 交流", [["台湾", "韓国"], ["交流"]]),
        ("台湾 ＯＲ 韓国", [["台湾", "韓国"]]),
        ("台湾 または 韓国", [["台湾", "韓国"]]),
        ("台湾|韓国｜英国", [["台湾", "韓国", "英国"]]),
        ("台湾 AND 韓国", [["台湾"], ["韓国"]]),
        ("art or music", [["art"], ["or"], ["music"]]),
        ("OR", [["OR"]]),
        ("または", [["または"]]),
        ("OR 台湾 OR", [["台湾"]]),
        ("|", []),
        ("", []),
        ("　", []),
        ('"', []),
        ('""', []),
        ("%", []),
        ("-", []),
        ("😀", []),
        ("\x00", []),
        ("*台湾*", [["*台湾*"]]),
        ("ーター", [["ーター"]]),
        ("カード-交換", [["カード-交換"]]),
    ],
)
def test_parse(query: str, expected: list[list[str]]) -> None:
    assert [[term.text for term in group] for group in parse(query)] == expected
    assert is_searchable(query) is bool(expected)


@pytest.mark.parametrize("quotes", ['""', "“”", "””", "＂＂", "「」", "『』", "„“"])
def test_quotes(quotes: str) -> None:
    assert parse(f"交流{quotes[0]}カード 交換{quotes[1]}") == [[Term("交流")], [Term("カード 交換", quoted=True)]]


@pytest.mark.parametrize("minus", "-－−‐")
def test_exclusion(minus: str) -> None:
    assert parse(f"交流 {minus}台湾 {minus}「手紙」") == [
        [Term("交流")],
        [Term("台湾", excluded=True)],
        [Term("手紙", quoted=True, excluded=True)],
    ]


def test_an_unclosed_quote_is_a_gap() -> None:
    assert parse('"カード 交換') == [[Term("カード")], [Term("交換")]]


def test_too_much_is_left_out() -> None:
    assert parse("あ" * 5000) == [[Term("あ" * MAX_LENGTH)]]
    assert len(parse("a " * 100)) == MAX_TERMS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("台湾", "台湾"),
        ("小学校", "小学 学校"),
        ("台", "台*"),
        ("z", "z*"),
        ("zoom", "zoom"),
        ("第3回", "第 3 回*"),
        ("カード、交換", "(カー ード&交換)"),
        ('"カード、交換"', "カー ード ド 交換"),
        ("Google Meet", "(google&meet)"),
        ('"Google Meet"', "google meet"),
        ("コンピューター", "コン ンピ ピュ ュー ータ"),
        ("台湾 -交流", "(台湾&!交流)"),
        ("-台湾", "!台湾"),
        ("台湾 OR -交流", "(台湾|!交流)"),
        ("%", "NONE"),
        ("台湾 %", "台湾"),
    ],
)
def test_rewrite_text(query: str, expected: str) -> None:
    assert rewritten(PlainText(query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (MATCH_ALL, "ALL"),
        (MATCH_NONE, "NONE"),
        (Not(MATCH_NONE), "ALL"),
        (PlainText("台湾 交流 -手紙", operator="or"), "(!手紙&(台湾|交流))"),
        (Phrase("カード 交換"), "カー ード ド 交換"),
        (Phrase("a」b"), "a b"),
        (Fuzzy("台湾"), "台湾"),
        (Boost(PlainText("台湾"), 3), "台湾"),
        (Not(PlainText("台湾")), "!台湾"),
        (Not(PlainText("%")), "NONE"),
        (And([PlainText("台湾"), MATCH_ALL]), "台湾"),
        (And([PlainText("台湾"), MATCH_NONE]), "NONE"),
        (And([PlainText("台湾"), PlainText("%")]), "台湾"),
        (And([MATCH_ALL, MATCH_ALL]), "ALL"),
        (Or([PlainText("台湾"), MATCH_NONE]), "台湾"),
        (Or([PlainText("台湾"), MATCH_ALL]), "ALL"),
        (Or([PlainText("台湾"), Phrase("英国")]), "(台湾|英国)"),
    ],
)
def test_rewrite_queries_of_modelsearch(query: object, expected: str) -> None:
    assert rewritten(query) == expected


def test_the_last_word_may_be_unfinished_in_autocompletion() -> None:
    assert rewritten(PlainText("goo"), open_end=True) == "goo*"
    assert rewritten(PlainText("google mee"), open_end=True) == "(google&mee*)"
    assert rewritten(PlainText("オンラ"), open_end=True) == "オン ンラ"
    assert rewritten(PlainText('"goo"'), open_end=True) == "goo"


def test_synonyms() -> None:
    group = "ビデオ通話、オンライン交流\nGoogle Meet"
    assert rewritten(PlainText("ﾋﾞﾃﾞｵ通話"), group) == ("(ビデ デオ オ通 通話|オン ンラ ライ イン ン交 交流|google meet)")
    assert rewritten(PlainText("google meet 台湾"), group) == (
        "(((google&meet)|ビデ デオ オ通 通話|オン ンラ ライ イン ン交 交流)&台湾)"
    )
    assert rewritten(PlainText('"ビデオ通話" -オンライン交流'), group) == (
        "(ビデ デオ オ通 通話&!オン ンラ ライ イン ン交 交流)"
    )


def test_synonyms_are_not_read_without_need() -> None:
    def never() -> SynonymTable:
        raise AssertionError("read without need")

    for query in ("%", '"台湾"', "-台湾", ""):
        rewrite(PlainText(query), never)


def test_an_unknown_query_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="unknown kind"):
        rewrite(object(), lambda: SynonymTable(()))
