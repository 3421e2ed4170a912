"""Requests as JSON."""

from __future__ import annotations

import json

from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import write_requests
from tests.lifts.operations import smallest


def test_the_same_operation_gives_the_same_bytes() -> None:
    text = write_requests(find_requests(smallest()))
    assert text == write_requests(find_requests(smallest()))
    read = json.loads(text)
    assert read["format"] == "malja.requests/1"
    assert [one["cost"] for one in read["tiers"]] == [0, 100, 200]
