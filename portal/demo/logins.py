"""Who can log in to the demo. `make demo` prints `lines()`."""

from dataclasses import dataclass

from . import content


@dataclass(frozen=True)
class Login:
    """A demo account: what it can see, in both languages."""

    username: str
    password: str
    what_ja: str
    what_en: str


def logins() -> list[Login]:
    """All demo accounts, the staff first. Reads one file; needs no database."""
    people = content.read("people")
    return [
        Login(one["username"], people["password"], one["what"]["ja"], one["what"]["en"])
        for one in [*people["staff"], *people["schools"]]
    ]


def lines() -> list[str]:
    """One line a login, ready to be printed: ID, password and what it is for."""
    found = logins()
    width = max(len(login.username) for login in found)
    return [f"{login.username:<{width}}  {login.password}  {login.what_ja} / {login.what_en}" for login in found]
