from .pages import IssuePage, NewsletterIndexPage

__all__ = ["IssuePage", "NewsletterIndexPage"]
