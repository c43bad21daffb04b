from .case import CaseStudyPage
from .facets import CaseFacet
from .index import CaseStudyIndexPage

__all__ = ["CaseFacet", "CaseStudyIndexPage", "CaseStudyPage"]
