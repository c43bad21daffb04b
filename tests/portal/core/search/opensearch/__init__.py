"""The search on OpenSearch, as far as it can be tested without a server."""
