"""Import of case studies from a spreadsheet. The machinery is `portal.core.imports`."""
