from .accessibility import AccessibilityResultsPage
from .activities import ActivityIndexPage, ActivityPage
from .contact import ContactPage
from .easy import EasyIndexPage, EasyPage
from .events import EventIndexPage, EventPage
from .faq import FaqCategory, FaqEntry, FaqOpinion, FaqPage
from .flow import FlowPage
from .home import HomePage
from .inquiries import Inquiry
from .news import NewsCategory, NewsIndexPage, NewsPage
from .programmes import ProgrammeIndexPage, ProgrammePage
from .regions import PartnerRegionIndexPage, PartnerRegionPage
from .sitemap import SiteMapPage
from .standard import StandardPage
from .statistics import FigureTable, StatisticsPage, YearlyFigure

__all__ = [
    "AccessibilityResultsPage",
    "ActivityIndexPage",
    "ActivityPage",
    "ContactPage",
    "EasyIndexPage",
    "EasyPage",
    "EventIndexPage",
    "EventPage",
    "FaqCategory",
    "FaqEntry",
    "FaqOpinion",
    "FaqPage",
    "FigureTable",
    "FlowPage",
    "HomePage",
    "Inquiry",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "PartnerRegionIndexPage",
    "PartnerRegionPage",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "SiteMapPage",
    "StandardPage",
    "StatisticsPage",
    "YearlyFigure",
]
