from portal.core.search.models import Synonym, SynonymWord

__all__ = ["Synonym", "SynonymWord"]
