"""What the templates and the rich text leave that a mail program would not understand."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, Tag

from portal.core.printing.frame import public_address

# The address itself, not a picture or a page that the reader's program would look for beside the mail.
_ADDRESSES = (("a", "href"), ("img", "src"))


def cleaned(html: str) -> BeautifulSoup:
    """The document with absolute addresses, readings in brackets, and without what only editors and browsers use."""
    soup = BeautifulSoup(html, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for name, attribute in _ADDRESSES:
        for element in soup.find_all(name):
            _make_absolute(element, attribute)
    # 「漢字（かんじ）」: Outlook and plain text cannot set a reading above its word.
    for element in soup.find_all(["ruby", "rt", "rp"]):
        element.unwrap()
    for element in soup.find_all(lambda tag: "data-block-key" in tag.attrs):
        del element["data-block-key"]
    return soup


def _make_absolute(element: Tag, attribute: str) -> None:
    address = str(element.get(attribute, ""))
    if address.startswith("/"):
        element[attribute] = public_address(address)
    elif not urlsplit(address).scheme:
        # A link to a page that is gone, or to a place in this very page: the words stay.
        element.unwrap()
