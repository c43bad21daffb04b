"""A client of OpenSearch that remembers what it is told and answers what it is told to."""

import json
from types import SimpleNamespace
from typing import Any

from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import NotFoundError
from opensearchpy.serializer import JSONSerializer

from portal.core.search.opensearch import OpenSearchBackend
from portal.core.search.server import backend_of

URL = "http://127.0.0.1:9/?index=tested"


class FakeIndices:
    """The indexes: created, mapped, deleted, aliased."""

    def __init__(self) -> None:
        self.created: dict[str, Any] = {}
        self.mappings: dict[str, Any] = {}
        self.aliases: dict[str, str] = {}

    def create(self, index: str, body: Any) -> None:
        self.created[index] = body

    def delete(self, index: str) -> None:
        if self.created.pop(index, None) is None:
            raise NotFoundError(404, "index_not_found_exception", {})

    def put_mapping(self, index: str, body: Any) -> None:
        self.mappings[index] = body

    def put_alias(self, name: str, index: str) -> None:
        self.aliases[name] = index

    def get_alias(self, name: str) -> dict[str, Any]:
        return {self.aliases[name]: {}}

    def exists_alias(self, name: str) -> bool:
        return name in self.aliases

    def exists(self, index: str) -> bool:
        return index in self.created

    def refresh(self, index: str) -> None:
        pass


class FakeClient:
    """The server: what was indexed, what was asked, and the answers: keys with scores for the next questions."""

    def __init__(self) -> None:
        self.indices = FakeIndices()
        self.transport = SimpleNamespace(serializer=JSONSerializer())
        self.documents: dict[str, Any] = {}
        self.asked: list[dict[str, Any]] = []
        self.hits: list[tuple[Any, float]] = []
        self.failure: Exception | None = None

    def bulk(self, body: Any, **options: Any) -> dict[str, Any]:
        self._fail()
        lines = iter(body.splitlines() if isinstance(body, str) else body)
        items = []
        for line, document in zip(lines, lines, strict=True):
            self.documents[_read(line)["index"]["_id"]] = _read(document)
            items.append({"index": {"_id": _read(line)["index"]["_id"], "status": 201}})
        return {"errors": False, "items": items}

    def index(self, index: str, body: Any, id: str) -> None:  # noqa: A002 - the client's own name
        self._fail()
        self.documents[id] = body

    def delete(self, index: str, id: str) -> None:  # noqa: A002 - the client's own name
        self._fail()
        if self.documents.pop(id, None) is None:
            raise NotFoundError(404, "not_found", {})

    def search(self, index: str, body: dict[str, Any]) -> dict[str, Any]:
        self._fail()
        self.asked.append({"index": index, **body})
        only = next((part["terms"]["pk"] for part in _filters(body) if "terms" in part), None)
        hits = [(str(key), score) for key, score in self.hits if only is None or str(key) in only]
        hits.sort(key=(lambda hit: hit[0]) if "sort" in body else (lambda hit: -hit[1]))
        after = body.get("search_after", [""])[0]
        shown = [hit for hit in hits if hit[0] > after] if after else hits
        return {"hits": {"hits": [_hit(key, score) for key, score in shown[: body["size"]]]}}

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


def _read(line: Any) -> Any:
    return json.loads(line) if isinstance(line, (str, bytes)) else line


def _filters(body: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = body["query"].get("bool", {}).get("filter", [])
    return found


def _hit(key: str, score: float) -> dict[str, Any]:
    return {"_id": key, "_score": score, "fields": {"pk": [key]}, "sort": [key]}


def refused() -> NoConnection:
    """What the client raises when nobody listens."""
    return NoConnection("N/A", "[Errno 111] Connection refused", OSError(111, "Connection refused"))


def fake_backend() -> tuple[OpenSearchBackend, FakeClient]:
    """Our backend with this client in place of the server's."""
    options = {name: value for name, value in backend_of(URL).items() if name != "BACKEND"}
    backend = OpenSearchBackend(options)
    client = FakeClient()
    backend.es = client
    return backend, client
