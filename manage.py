#!/usr/bin/env python
"""The command line of the portal. Without any variable it works on the demo's data (settings `portal.settings.dev`)."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    execute_from_command_line(sys.argv)
