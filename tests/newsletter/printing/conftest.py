import pytest

from portal.core.printing import availability


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands for WeasyPrint where only the way of a PDF matters: every page that was set is remembered."""
    pages: list[str] = []

    def render(html: str) -> bytes:
        pages.append(html)
        return f"%PDF {len(pages)}".encode()

    monkeypatch.setattr("portal.core.printing.rendering.render_pdf", render)
    monkeypatch.setattr(availability, "lack", lambda: None)
    return pages


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that makes no PDFs."""
    monkeypatch.setattr(availability, "lack", lambda: availability.PACKAGE)
