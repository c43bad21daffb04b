"""The title of a browser tab: the page's own, then the site's."""

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class TitledNode(Node):
    """The text between the tags, joined to the site's name; the name alone where there is no text."""

    def __init__(self, nodelist: NodeList, site_name: FilterExpression) -> None:
        self.nodelist = nodelist
        self.site_name = site_name

    def render(self, context: Context) -> SafeString:
        title = " ".join(self.nodelist.render(context).split())
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
