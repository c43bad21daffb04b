"""Which of the hits is the best: by tables of texts."""

import pytest
from modelsearch.query import PlainText

from portal.core.search.query import Adjacent, rewrite
from portal.core.search.scoring import BODY, SHORT, TITLE, counted, scorer
from portal.core.search.synonyms import SynonymTable
from portal.core.search.text import index_runs, run_text

SYNONYMS = SynonymTable(["ビデオ通話、テレビ会議"])


def score(query: str, title: str = "", short: str = "", body: str = "", operator: str = "and") -> float:
    rewritten = rewrite(PlainText(query, operator=operator), lambda: SYNONYMS)
    texts = [
        counted(run_text(index_runs(text)), field) for text, field in ((title, TITLE), (short, SHORT), (body, BODY))
    ]
    return scorer(rewritten, lambda node: node.runs)(texts)


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("給食", {"title": "給食の話"}, {"short": "給食の話", "body": "給食。" * 50}),
        ("給食", {"short": "給食の話"}, {"body": "給食。" * 50}),
        ("給食", {"body": "給食、また給食。"}, {"body": "給食、また掃除。"}),
        ("給食", {"body": "給食。"}, {"body": "給食。" + "長い話が続きました。" * 80}),
        ("給食 台湾", {"title": "台湾の給食"}, {"title": "給食の話", "body": "台湾。"}),
        ("台湾の給食", {"body": "台湾の給食を食べた。"}, {"title": "給食の話", "short": "台湾の話"}),
        ("送る", {"body": "手紙を送った。絵を送った。"}, {"body": "手紙を送った。"}),
    ],
)
def test_what_stands_first(query, better, worse):
    assert score(query, **better) > score(query, **worse) > 0


def test_forms_of_a_term_do_not_add_up_and_terms_do():
    assert score("ビデオ通話", body="ビデオ通話") == pytest.approx(score("ビデオ通話", body="テレビ会議"), rel=0.01)
    assert score("ビデオ通話", short="ビデオ通話とテレビ会議") < 1.2 * score("ビデオ通話", short="ビデオ通話")
    assert score("台湾 給食", short="台湾と給食", operator="or") > 1.5 * score("台湾", short="台湾と給食")


def test_what_is_excluded_counts_nothing():
    assert score("給食 -台湾", title="給食") == score("給食", title="給食")
    assert score("-台湾", title="給食") == 0


def test_an_unknown_kind_of_query_is_refused():
    with pytest.raises(TypeError):
        scorer(PlainText("給食"), Adjacent.__str__)
