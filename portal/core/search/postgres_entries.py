"""What PostgreSQL keeps of an object: vectors of tokens and the plain texts beside them.

Only the vector of what is to be completed says where its tokens stand. What stands side by side, and how often, is
looked up in the texts: without places vectors are by far the fastest to write and to read.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from modelsearch.backends.database.postgres.postgres import IndexEntry

from .indexing import Weight, runs_of
from .text import compounds, index_tokens, run_text

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
    tokens = {weight: dict.fromkeys(index_tokens(found)) for weight, found in runs.items()}
    completion = index_tokens(runs.get(Weight.COMPLETION, []))
    for weight in runs.keys() - {Weight.COMPLETION}:
        tokens[weight] |= dict.fromkeys(WHOLE + word for word in compounds(texts[weight]))
    title = tokens.get(Weight.TITLE, {})
    short = title | dict.fromkeys(OF_TITLE + token for token in title)
    for weight in _SHORT:
        short |= tokens.get(weight, {})
    short_text = run_text(run for weight in _SHORT for run in runs.get(weight, []))
    return (
        " ".join(islice(short, _MOST_TOKENS)),
        in_order(completion),
        " ".join(islice(tokens.get(Weight.BODY, {}), _MOST_TOKENS)),
        f"{run_text(runs.get(Weight.TITLE, []))}{OF_TITLE}{short_text}",
        run_text(runs.get(Weight.BODY, [])),
    )


def in_order(tokens: Iterable[str]) -> str:
    """The text form of a tsvector of tokens at their places."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens, 1):
        places.setdefault(token, []).append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{token}':{','.join(found[:_MOST_IN_ORDER])}" for token, found in places.items())
