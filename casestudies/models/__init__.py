from .case import CaseStudyPage
from .index import CaseStudyIndexPage

__all__ = ["CaseStudyIndexPage", "CaseStudyPage"]
