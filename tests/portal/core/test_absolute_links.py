"""Links that leave the site name its host."""

import pytest

from portal.core.absolute_links import with_absolute_links


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/news/">', '<a href="https://portal.example.jp/news/">'),
        ('<a class="more" href="/en/news/?a=1&amp;b=2">', None),
        ('<img alt="" src="/media/a.jpg">', '<img alt="" src="https://portal.example.jp/media/a.jpg">'),
        ('<a href="#part">', '<a href="#part">'),
        ('<a href="//cdn.example.com/">', '<a href="//cdn.example.com/">'),
        ('<a href="https://example.com/">', '<a href="https://example.com/">'),
        ('<a href="mailto:desk@example.jp">', '<a href="mailto:desk@example.jp">'),
        ("<p>href=&quot;/news/&quot;</p>", "<p>href=&quot;/news/&quot;</p>"),
    ],
)
@pytest.mark.parametrize("base", ["https://portal.example.jp", "https://portal.example.jp/"])
def test_paths_get_the_host_and_nothing_else_is_touched(html, expected, base):
    wanted = expected or html.replace('"/en', '"https://portal.example.jp/en')
    assert with_absolute_links(html, base) == wanted


def test_pictures_that_are_read_from_the_storage_stay():
    html = '<a href="/news/"><img src="/media/a.jpg" alt=""></a>'
    expected = '<a href="https://portal.example.jp/news/"><img src="/media/a.jpg" alt=""></a>'
    assert with_absolute_links(html, "https://portal.example.jp", pictures=False) == expected
