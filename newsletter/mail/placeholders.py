"""Addresses that stand in an edition for those of each recipient. Nobody can have this host, so no link goes astray."""

UNSUBSCRIBE = "https://portal.invalid/newsletter/unsubscribe"
MANAGE = "https://portal.invalid/newsletter/manage"
