"""Events: how they are listed, shown as a calendar, and taken along."""
