"""What the desk is told when something is not done."""


class NotPossibleError(Exception):
    """A step that cannot be taken now; its text is for the person at the desk, in the active language."""
