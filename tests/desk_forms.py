"""What a browser sends for the desk's forms."""


def empty_formset(prefix: str) -> dict[str, str]:
    """The management form of an inline panel without rows."""
    return {
        f"{prefix}-TOTAL_FORMS": "0",
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }
