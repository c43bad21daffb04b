from portal.core.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import case studies of the Japanese archive from a spreadsheet: as drafts, all or nothing."
    kind = "cases"
