"""What the history of a wish tells."""

from wagtail.log_actions import registry


def history(wish):
    logs = registry.get_logs_for_instance(wish)
    return [(entry.action, entry.user) for entry in logs.order_by("timestamp", "pk")]
