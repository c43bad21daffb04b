"""What PostgreSQL keeps of an object: vectors of tokens and the plain texts beside them.

Only the vector of what is to be completed says where its tokens stand. What stands side by side, and how often, is
looked up in the texts: without places vectors are by far the fastest to write and to read.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from modelsearch.backends.database.postgres.postgres import IndexEntry

from .indexing import Weight, runs_of
from .text import compounds, distinct_tokens, index_tokens, run_text

# Begins the tokens of the title when they are indexed once more; nobody can type it as part of a word. It also ends
# the title in the short text.
OF_TITLE = "\ue011"
# Begins the tokens that are whole words.
WHOLE = "\ue012"

# PostgreSQL takes 1 MB a vector; a token needs 25 bytes or so.
_MOST_TOKENS = 30_000
# … its last place, and so many places of a token.
_LAST_PLACE = 16_383
_MOST_IN_ORDER = 255
_SHORT = (Weight.LEAD, Weight.FACTS)

Row = tuple[str, ...]

_TOKENS = "array_to_tsvector(string_to_array(%s, ' '))"
VALUES = f"(%s, %s, {_TOKENS}, %s::tsvector, {_TOKENS}, 1.0, %s, %s)"
INSERT = f"""
INSERT INTO {IndexEntry._meta.db_table}
    (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)
VALUES {{values}}
ON CONFLICT (content_type_id, object_id) DO UPDATE SET
    title = EXCLUDED.title, autocomplete = EXCLUDED.autocomplete, body = EXCLUDED.body, title_norm = 1.0,
    title_text = EXCLUDED.title_text, body_text = EXCLUDED.body_text
"""  # noqa: S608


def entry_of(texts: Mapping[Weight, str]) -> Row:
    """What `VALUES` takes of an object with these texts. What has a boost stands beside the title: it is short."""
    runs = {weight: runs_of(weight, text) for weight, text in texts.items()}
    searched = texts.keys() - {Weight.COMPLETION}
    wholes = {weight: [WHOLE + word for word in compounds(texts[weight])] for weight in searched}
    title, body = runs.get(Weight.TITLE, []), runs.get(Weight.BODY, [])
    short = [run for weight in _SHORT for run in runs.get(weight, [])]
    words = [word for weight in (Weight.TITLE, *_SHORT) for word in wholes.get(weight, [])]
    words += (OF_TITLE + token for token in [*index_tokens(title), *wholes.get(Weight.TITLE, [])])
    return (
        _tokens([*title, *short], words),
        in_order(index_tokens(runs.get(Weight.COMPLETION, []))),
        _tokens(body, wholes.get(Weight.BODY, [])),
        f"{run_text(title)}{OF_TITLE}{run_text(short)}",
        run_text(body),
    )


def _tokens(runs: list[str], more: list[str]) -> str:
    """The tokens of runs and some more, divided by spaces; of too many those that come first."""
    tokens = distinct_tokens(runs)
    if tokens.count(" ") + len(more) >= _MOST_TOKENS:
        tokens = " ".join(islice(dict.fromkeys([*index_tokens(runs), *more]), _MOST_TOKENS))
        more = []
    return " ".join([tokens, *more] if tokens else more)


def in_order(tokens: Iterable[str]) -> str:
    """The text form of a tsvector of tokens at their places."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens, 1):
        places.setdefault(token, []).append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{token}':{','.join(found[:_MOST_IN_ORDER])}" for token, found in places.items())
