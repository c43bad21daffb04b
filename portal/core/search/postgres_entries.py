"""What PostgreSQL keeps of an object: vectors of tokens and the plain texts beside them."""

from collections import Counter
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
# That a word stands there so many times says enough.
_MOST_PLACES = 8
_PLACES = [",".join(map(str, range(1, count + 1))) for count in range(_MOST_PLACES + 1)]
# … its last place, and so many places of a token.
_LAST_PLACE = 16_383
_MOST_IN_ORDER = 255
_SHORT = (Weight.LEAD, Weight.FACTS)

Row = tuple[str, ...]

VALUES = (
    "(%s, %s, %s::tsvector, %s::tsvector, array_to_tsvector(string_to_array(%s, ' ')) || %s::tsvector, 1.0, %s, %s)"
)
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
    tokens = {weight: index_tokens(found) for weight, found in runs.items()}
    completion, body = tokens.pop(Weight.COMPLETION, []), tokens.pop(Weight.BODY, [])
    for weight, found in tokens.items():
        found += [WHOLE + word for word in compounds(texts[weight])]
    short = weighed(tokens)
    of_title = [f"'{OF_TITLE}{token}'" for token in dict.fromkeys(tokens.get(Weight.TITLE, []))]
    body += dict.fromkeys(WHOLE + word for word in compounds(texts.get(Weight.BODY, "")))
    title_text = run_text(runs.get(Weight.TITLE, []))
    short_text = run_text(run for weight in _SHORT for run in runs.get(weight, []))
    return (
        " ".join([short, *of_title]),
        in_order(completion),
        *bag(body),
        f"{title_text}{OF_TITLE}{short_text}",
        run_text(runs.get(Weight.BODY, [])),
    )


def bag(tokens: Iterable[str]) -> tuple[str, str]:
    """Tokens as two texts: each once, divided by spaces; and a tsvector of those that occur several times.

    Together they make a vector in which a token has no place, or as many as it occurs. What stands side by side is
    looked up in the text, so a place only says how often. Most tokens of a text occur once, and without a place they
    are by far the fastest to write and to read.
    """
    counts = Counter(tokens)
    if len(counts) > _MOST_TOKENS:
        counts = Counter(dict(islice(counts.items(), _MOST_TOKENS)))
    repeated = [f"'{token}':{_PLACES[min(count, _MOST_PLACES)]}" for token, count in counts.items() if count > 1]
    return " ".join(counts), " ".join(repeated)


def weighed(tokens: Mapping[Weight, Iterable[str]]) -> str:
    """The text form of a tsvector in which a token has a place for each weight it occurs with."""
    parts = []
    for place, (weight, found) in enumerate(tokens.items(), 1):
        end = f"':{place}{weight.value}"
        parts += [f"'{token}{end}" for token in islice(dict.fromkeys(found), _MOST_TOKENS)]
    return " ".join(parts)


def in_order(tokens: Iterable[str]) -> str:
    """The text form of a tsvector of tokens at their places."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens, 1):
        places.setdefault(token, []).append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{token}':{','.join(found[:_MOST_IN_ORDER])}" for token, found in places.items())
