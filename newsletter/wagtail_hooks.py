"""What this room adds to the desk."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from newsletter.desk import writing
from newsletter.desk.buttons import send_button
from newsletter.desk.deliveries import delivery_viewset
from newsletter.desk.mailings import mailing_viewset
from newsletter.desk.menu import NEWSLETTER_MENU, newsletter_group
from newsletter.desk.panel import NewsletterPanel, may_see
from newsletter.desk.subscribers import subscriber_viewset
from newsletter.models import Delivery, Mailing
from newsletter.sending import log_words as sending_words
from newsletter.subscribing import log_words as subscribing_words
from newsletter.subscribing.imports.importer import SubscriberImporter
from newsletter.writing import log_words as writing_words
from portal.core.desk.records import keep_as_records
from portal.core.imports.viewset import ImportViewSet

# They change by the steps of a mailing only.
keep_as_records(Mailing)
keep_as_records(Delivery)
subscriber_import = ImportViewSet(SubscriberImporter(), menu_hook=NEWSLETTER_MENU, menu_order=40)

hooks.register("register_admin_urls", writing.addresses)
hooks.register("register_page_header_buttons", writing.header_buttons)
for hook in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    hooks.register(hook, send_button)
for words in (sending_words, subscribing_words, writing_words):
    hooks.register("register_log_actions", words.register)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [newsletter_group, mailing_viewset, delivery_viewset, subscriber_viewset, subscriber_import]


@hooks.register("construct_homepage_panels")
def add_newsletter(request: HttpRequest, panels: list[Any]) -> None:
    if may_see(request):
        panels.append(NewsletterPanel())
