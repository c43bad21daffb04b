"""The read API: published pages, images with consent, documents. Nothing of the members' area is registered here."""

from wagtail.api.v2.router import WagtailAPIRouter

from .documents import DocumentsEndpoint
from .images import ImagesEndpoint
from .pages import PagesEndpoint

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesEndpoint)
api_router.register_endpoint("images", ImagesEndpoint)
api_router.register_endpoint("documents", DocumentsEndpoint)
