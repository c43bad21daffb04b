from portal.core.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import schools from a spreadsheet or from the ministry's list of school codes: all or nothing, no accounts."
    kind = "schools"
