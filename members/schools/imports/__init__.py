"""Import of schools from a spreadsheet of our own columns, or from the ministry's list. See docs/imports.md."""
