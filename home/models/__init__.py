from .activities import ActivityIndexPage, ActivityPage
from .contact import ContactPage
from .faq import FaqCategory, FaqEntry, FaqPage
from .home import HomePage
from .news import NewsCategory, NewsIndexPage, NewsPage
from .standard import StandardPage

__all__ = [
    "ActivityIndexPage",
    "ActivityPage",
    "ContactPage",
    "FaqCategory",
    "FaqEntry",
    "FaqPage",
    "HomePage",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "StandardPage",
]
