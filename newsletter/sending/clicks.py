"""How often a link of a mailing is followed, where the setting allows it: a number beside an address, and no more.

The redirect leads to addresses that stand in a mailing and to no other, so nobody can use it for links of their own.
No cookie is set, and the token is the same for all recipients.
"""

import re
from html import escape, unescape
from urllib.parse import urlsplit

from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import base36_to_int, int_to_base36
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsletter.mail.placeholders import MANAGE, UNSUBSCRIBE
from newsletter.models import Mailing, TrackedLink
from portal.core.printing.frame import public_address

_SALT = "newsletter.sending.clicks"
_SEPARATOR = "~"
_LONGEST = 2_000
_HREF = re.compile(r'(<a\b[^>]*?\shref=")(https?://[^"]+)(")', re.IGNORECASE)


def count_links(mailing: Mailing) -> None:
    """Lead the links of a mailing's frozen editions through the counter.

    Links of the plain text stay as they are, since there people read where they lead.
    """
    for edition in mailing.editions.all():
        with translation.override(edition.language):
            edition.html = _HREF.sub(
                lambda link: f"{link[1]}{escape(link_url(mailing, unescape(link[2])))}{link[3]}", edition.html
            )
        edition.save(update_fields=["html"])


def link_url(mailing: Mailing, url: str) -> str:
    """The address that counts and leads on to `url`; `url` itself where nothing is counted or it cannot be."""
    host = {urlsplit(own).hostname for own in (MANAGE, UNSUBSCRIBE)}
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not mailing.tracks_clicks or parts.scheme not in {"http", "https"} or parts.hostname in host:
        return url
    if len(url) > _LONGEST:
        return url
    link, _is_new = TrackedLink.objects.get_or_create(mailing=mailing, url=url)
    return public_address(reverse("newsletter:go", args=[_signer().sign(int_to_base36(link.pk))]))


@require_safe
@never_cache
def go(request: HttpRequest, token: str) -> HttpResponse:
    """Count and lead on; 404 for anything we have not signed. Looking without following (HEAD) does not count."""
    try:
        key = base36_to_int(_signer().unsign(token))
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    url = TrackedLink.objects.filter(pk=key).values_list("url", flat=True).first()
    if url is None:
        raise Http404
    if request.method == "GET":
        TrackedLink.objects.filter(pk=key).update(clicks=F("clicks") + 1)
    return HttpResponseRedirect(url)


def _signer() -> Signer:
    return Signer(salt=_SALT, sep=_SEPARATOR)
