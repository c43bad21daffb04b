"""What editors see of the checks: sentences after publishing, in the editor and in a report."""
