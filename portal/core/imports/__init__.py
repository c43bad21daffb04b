"""Import of spreadsheets: read, compare with what is there, show, apply all or nothing, undo. See docs/imports.md.

A room declares a kind of import by a subclass of `importer.Importer`, registers it with `registry.register` when its
app is ready, and gets pages at the desk by `viewset.ImportViewSet`, a command by `command.ImportCommand`.
"""
