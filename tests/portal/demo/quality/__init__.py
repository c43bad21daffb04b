"""How good the archive's search is: judged queries over the case studies of the demo."""
