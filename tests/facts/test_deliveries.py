"""The same waybill by two clerks, the same bus by two devices: both count, and somebody is asked."""

from __future__ import annotations

import datetime

import pytest

from malja.facts.deliveries import Deliveries
from malja.facts.fact import BodyValue, Fact
from malja.people.headcount import Headcount
from tests.stock.said import new_ledger, received

DAY = datetime.date(2025, 3, 10)


def telling(number: int, *, day: int = 0, by: str = "amal", device: str = "a", source: str = "") -> Fact:
    happened = DAY + datetime.timedelta(days=day)
    return Fact(kind="stock.received", happened=happened, body={}, by=by, device=device, number=number, source=source)


@pytest.mark.parametrize(("first", "second", "asked"), [
    (("WB-12", {}), ("WB-12", {"by": "basel"}), True),
    (("WB-12", {}), ("wb-12 ", {"device": "b"}), True),
    (("WB-12", {}), ("WB-12", {}), True),
    (("WB-12", {}), ("WB-12", {"day": 1, "by": "basel"}), True),
    (("WB-12", {}), ("WB-12", {"day": 1}), False),  # the next part of one delivery
    (("WB-12", {}), ("WB-13", {"by": "basel"}), False),
    (("", {"source": "bus 7"}), ("", {"source": "bus 7", "device": "b"}), True),
    (("", {"source": "bus 7"}), ("", {"source": "Bus  7", "by": "basel"}), True),
    (("", {"source": "bus 7"}), ("", {"source": "bus 7"}), False),  # it came a second time
    (("", {"source": "bus 7"}), ("", {"source": "bus 7", "device": "b", "day": 1}), False),
    (("", {"source": "bus 7"}), ("", {"source": "bus 8", "device": "b"}), False),
    (("", {}), ("", {"device": "b"}), False),  # two lorries of which nobody says more
])  # fmt: skip
def test_what_may_be_the_same(first: tuple[str, dict], second: tuple[str, dict], asked: bool) -> None:  # type: ignore[type-arg]
    deliveries = Deliveries("stock_received_twice")
    for number, (paper, more) in enumerate((first, second), start=1):
        deliveries.note(telling(number, **more), "hub", "rice", "500", paper=paper)
    assert len(deliveries.doubts) == asked


def test_other_goods_on_the_same_paper_are_another_line() -> None:
    deliveries = Deliveries("stock_received_twice")
    deliveries.note(telling(1), "hub", "rice", "500", paper="WB-12", lot="A")
    deliveries.note(telling(2), "hub", "rice", "500", paper="WB-12", lot="B")
    deliveries.note(telling(3), "hub", "rice", "450", paper="WB-12")
    deliveries.note(telling(4), "hub", "oil", "500", paper="WB-12")
    deliveries.note(telling(5), "shop", "rice", "500", paper="WB-12")
    assert deliveries.doubts == []


def test_a_doubt_names_both_who_told_of_a_waybill() -> None:
    ledger = new_ledger()
    for device in ("a", "b"):
        ledger.apply(received("hub", "rice", device=device, quantity="500", reference="WB-12"))
    assert ledger.on_hand("hub", "rice") == 1000
    (doubt,) = ledger.doubts
    values = dict(doubt.values)
    assert doubt.code == "stock_received_twice"
    assert [values[name] for name in ("paper", "number", "first_device", "device")] == ["WB-12", "500", "a", "b"]
    assert doubt.in_words().startswith("WB-12: 500 of rice came to hub twice, on 2025-03-10 (by ")


def test_a_doubt_names_both_who_told_of_a_bus() -> None:
    headcount = Headcount()
    for device in ("a", "b"):
        body: dict[str, BodyValue] = {"place": "base", "number": 45}
        headcount.apply(Fact(kind="people.arrived", happened=DAY, body=body, source="bus 7", device=device, number=1))
    assert headcount.present("base") == 90
    assert [doubt.code for doubt in headcount.doubts] == ["people_arrived_twice"]
    assert headcount.doubts[0].in_words().startswith("bus 7: 45 of everyone came to base twice, ")


def test_people_told_late_of_a_day_that_was_counted_are_asked_about() -> None:
    headcount = Headcount()
    story = (("arrived", 0, 500), ("counted", 1, 500), ("arrived", 2, 40), ("arrived", 1, 45))
    for number, (kind, day, persons) in enumerate(story, start=1):
        body: dict[str, BodyValue] = {"place": "base", "number": persons}
        happened = DAY + datetime.timedelta(days=day)
        headcount.apply(Fact(kind=f"people.{kind}", happened=happened, body=body, device="a", number=number))
    assert headcount.present("base") == 585
    assert [doubt.code for doubt in headcount.doubts] == ["people_after_count"]
    assert "45 of everyone at base" in headcount.doubts[0].in_words()
