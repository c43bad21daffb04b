"""The style sheets of the public site: their source, and their rules for pointer and keyboard as classes.

Nobody can print a button while a pointer is over it. The style page therefore gets one more sheet, made of the public
ones while it is asked for: each rule for `:hover`, `:focus-visible`, `:focus` or `:active` again, with a class in place
of the pseudo-class. What is shown so is what the site does, and the site's own sheets carry nothing for it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

PUBLIC_SHEETS = ("base", "components/chrome", "components/controls", "components/content", "components/facets")
FORCED = {":hover": ".is-hover", ":focus-visible": ".is-focus", ":focus": ".is-focus", ":active": ".is-pressed"}

_STATE = re.compile(r":(?:hover|focus-visible|focus|active)(?![\w-])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def source_of(name: str) -> str:
    """The text of a static file by its name. Raises `FileNotFoundError` where there is none."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")


def state_rules(css: str) -> str:
    """The rules of a style sheet that hold in a state only, with classes for it, in their layers and queries."""
    return "\n".join(_kept(_COMMENT.sub("", css)))


def _kept(css: str) -> Iterator[str]:
    for head, body in _rules(css):
        if head.startswith("@"):
            inner = "\n".join(_kept(body))
            if inner:
                yield f"{head} {{\n{inner}\n}}"
        elif _STATE.search(head):
            yield f"{_STATE.sub(lambda found: FORCED[found[0]], head)} {{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Head and body of each rule at this level; statements without a body are left out."""
    depth, start, opened = 0, 0, 0
    for place, sign in enumerate(css):
        if sign == ";" and depth == 0:
            start = place + 1
        elif sign == "{":
            if depth == 0:
                opened = place
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1


def states_sheet() -> str:
    """The sheet of all states of the public components."""
    return "\n".join(state_rules(source_of(f"css/{name}.css")) for name in PUBLIC_SHEETS)
