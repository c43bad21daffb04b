"""What the head of a page says of it: the title of a browser tab, the page's own and then the site's; a description.

Both are kept in the context for what other services show (`{% sharing %}`), which so always says the same.
"""

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

TITLE, DESCRIPTION = "head_title", "head_description"


class TitledNode(Node):
    """The text between the tags, joined to the site's name; the name alone where there is no text."""

    def __init__(self, nodelist: NodeList, site_name: FilterExpression) -> None:
        self.nodelist = nodelist
        self.site_name = site_name

    def render(self, context: Context) -> SafeString:
        title = " ".join(self.nodelist.render(context).split())
        context[TITLE] = SafeString(title)
        site_name = conditional_escape(self.site_name.resolve(context))
        if not title:
            return site_name
        # Translators: the title of a browser tab: the page's own title, then the site's name.
        return SafeString(_("%(page)s | %(site)s") % {"page": title, "site": site_name})


def titled(parser: Parser, token: Token) -> TitledNode:
    """`{% titled site_name %}{% block title %}{% endblock %}{% endtitled %}`."""
    _name, site_name = token.split_contents()
    nodelist = parser.parse(("endtitled",))
    parser.delete_first_token()
    return TitledNode(nodelist, parser.compile_filter(site_name))


class DescribedNode(Node):
    """The text between the tags in one line."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        text = SafeString(" ".join(self.nodelist.render(context).split()))
        context[DESCRIPTION] = text
        return text


def described(parser: Parser, token: Token) -> DescribedNode:
    """`{% described %}{% block description %}{% endblock %}{% enddescribed %}`, inside the attribute of the meta."""
    nodelist = parser.parse(("enddescribed",))
    parser.delete_first_token()
    return DescribedNode(nodelist)
