"""Import of partner schools from a spreadsheet, a hundred thousand at a time. See docs/imports.md."""
