"""Who answers for a page, and when somebody last read the whole of it: shown at its foot, reported after a year."""
