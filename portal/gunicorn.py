"""Settings of the web server that hold wherever it runs; address and number of workers come from the command line."""

from typing import Any

from gunicorn.glogging import Logger

from portal.core.masking import masked


class MaskedLogger(Logger):  # type: ignore[misc, unused-ignore]
    """An access log without the addresses that are keys: those of partner links, school cards and one-time codes."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*args)
        return {name: masked(value) if isinstance(value, str) else value for name, value in found.items()}


logger_class = MaskedLogger

# A search of hundreds of Japanese characters is a line of thousands of bytes: gunicorn's own limit of 4,094 would
# answer 400 before the portal can say what is wrong. The proxy in front sets the limit in production.
limit_request_line = 0
limit_request_field_size = 16_380
preload_app = True
graceful_timeout = 5
timeout = 60
control_socket_disable = True
