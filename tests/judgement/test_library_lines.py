"""docs/judgement.md, words and pages, on the library and on what a manager keeps: refusals, pledges, plans compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import malja
from malja.briefing.show.upkeep import pledges_block
from malja.language.say import load_messages
from malja.operation.operation import Operation
from malja.site.status.upkeep import list_pledges
from tests.lifts.operations import on
from tests.site.evenings import evening, morning
from tests.site.status.test_upkeep import CAMP, pledge, read

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def break_cells(operation: Operation) -> None:
    site = next(place.place for place in operation.places if place.role == "site")
    operation.with_lift(operation.lifts[0].lift, max_per_day=-1, vehicel="truck").with_people(site, "soon", arrivals=1)


@pytest.mark.parametrize("name", ["hmeimim", "three-valleys", "wfp-syria"])
def test_refuses_in_sentences(name: str, tmp_path: Path) -> None:
    operation = malja.read(EXAMPLES / name)
    with pytest.raises(malja.Refused) as refused:
        break_cells(operation)
    lines = str(refused.value).split("\n")
    assert len(lines) == len(refused.value.problems) == 2
    assert all(operation.lifts[0].lift in line and "column" in line for line in lines)
    assert any("-1 is too little; write at least 1" in line for line in lines)
    with malja.speaking("ar"):
        arabic = str(refused.value)
    assert not {"column", "little", "there"} & set(re.findall(r"[a-z]+", arabic))
    assert not set(load_messages()["problem"]) & set(re.findall(r"\w+", str(refused.value)))
    with pytest.raises(malja.Refused, match="there is no such file or folder"):
        malja.plan(tmp_path / "nowhere")


def test_counts_no_promise() -> None:
    without = morning(CAMP, 2, read("chlorine", "0.3"))
    assert morning(CAMP, 2, read("chlorine", "0.3"), pledge()) == without
    for day, said in ((3, "not confirmed"), (9, "OVERDUE")):
        state = evening(CAMP, pledge())
        (block,) = pledges_block(list_pledges(state, on(day)), CAMP, 5)
        assert said in block.rows[0][-1]
        assert not state.ledger.lots()


def test_compares_what_plans_say() -> None:
    basket = malja.read(EXAMPLES / "wfp-syria")
    before = malja.plan(basket)
    after = malja.plan(basket.with_supply("Dayr_Az_Zor S", "Maize meal", unit_cost=0.51))
    changes = malja.compare(before, after, basket)
    assert {aim.aim: (aim.before, aim.after) for aim in changes.aims if aim.aim == "cost"} == {
        "cost": (before.aims[-1].value, after.aims[-1].value)
    }
    weighs = [sum(trip.kg for trip in plan.trips) for plan in (before, after)]
    # What differs by less than half a percent is not told.
    assert sum(one.kg_after - one.kg_before for one in changes.loads) == pytest.approx(weighs[1] - weighs[0], rel=0.05)


def test_the_page_has_a_row_for_each_of_these() -> None:
    page = (ROOT / "docs" / "judgement.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| W2[4-6] \|.*\| `(\w+)` \|$", page, flags=re.MULTILINE)
    named = [name.removeprefix("test_") for name in globals() if name.startswith("test_") and "the_page" not in name]
    assert rows == named
