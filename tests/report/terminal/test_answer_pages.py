"""Both pages of answers: names are text, Arabic runs from the right, a site without lifts."""

from __future__ import annotations

import dataclasses

from malja.language.speech import speaking
from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.requests.request_search import find_requests
from malja.operation.rows import Lift
from malja.report.terminal.capacity_page import say_capacity
from malja.report.terminal.requests_page import say_requests
from tests.report.situations import ARABIC, SCRIPT, camp, operation


def test_names_are_taken_as_text() -> None:
    strange = operation(places=(operation().places[0], dataclasses.replace(camp(), name=SCRIPT + "\x1b[31m")))
    lines = [*say_capacity(strange, find_capacity(strange)), *say_requests(strange, find_requests(strange))]
    assert not any("\x1b" in line or "\n" in line for line in lines)


def test_in_arabic() -> None:
    named = dataclasses.replace(operation(), name=ARABIC)
    with speaking("ar", "arab"):
        lines = [*say_capacity(named, find_capacity(named)), *say_requests(named, find_requests(named))]
    assert any("كم شخصًا يستوعب كل موقع" in line for line in lines)
    assert any("أقل ما يُطلب" in line for line in lines)
    assert not any(character in "0123456789" for line in lines for character in line)


def test_a_site_without_lifts() -> None:
    alone = operation(lifts=(), supply=())
    assert say_capacity(alone, find_capacity(alone))
    road = Lift(lift="road", origin="depot", destination="camp", mode="flow", kg_per_day=10)
    by_road = operation(lifts=(road,))
    text = "\n".join(say_requests(by_road, find_requests(by_road)))
    assert "Small: the least to ask for" in text
