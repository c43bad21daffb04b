"""StreamField blocks shared by all page types, one family a file."""

from .chart import ResultsChartBlock
from .media import DocumentsBlock, FigureBlock
from .story import STORY_BLOCKS, StoryBlock
from .text import NoteBlock, QuoteBlock

__all__ = [
    "STORY_BLOCKS",
    "DocumentsBlock",
    "FigureBlock",
    "NoteBlock",
    "QuoteBlock",
    "ResultsChartBlock",
    "StoryBlock",
]
