from portal.core.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import partner schools from a spreadsheet: all or nothing, also a hundred thousand at a time."
    kind = "partners"
