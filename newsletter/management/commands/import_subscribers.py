from portal.core.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import readers of the newsletter from a spreadsheet, each with their consent: all or nothing."
    kind = "subscribers"
