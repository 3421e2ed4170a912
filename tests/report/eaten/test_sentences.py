"""What people eat, in words."""

from __future__ import annotations

from malja.language.speech import speaking
from malja.lifts.search.planning import plan_lifts
from malja.report.eaten.periods import find_basket_gaps, list_food_periods
from malja.report.eaten.sentences import say_gap, say_limits, say_period
from malja.report.words import Words
from tests.lifts.food import kitchen_table


def test_biscuits_alone_in_words() -> None:
    made = kitchen_table(stock={"biscuits": 50})
    plan, words = plan_lifts(made), Words(made)
    period = list_food_periods(plan)[1]
    assert say_period(words, period) == "Wed 12 March to Fri 14 March, a person a day: ready 470 g"
    said = [say_gap(words, gap) for gap in find_basket_gaps(plan)]
    when = "On 3 days (Wed 12 March to Fri 14 March)"
    assert said[0] == f"{when} ready makes up as much as 100 % of the energy; the basket allows 10 %."
    limits = {line.food_group: say_limits(words, line) for line in period.lines}
    assert limits == {
        "cereals": "50 % to 70 %",
        "pulses": "at least 10 %, at most 100 g",
        "fats": "10 % to 30 %",
        "ready": "at most 10 %",
    }


def test_groups_of_the_catalogue_have_arabic_names() -> None:
    made = kitchen_table(stock={"rice": 50})
    plan = plan_lifts(made)
    with speaking("ar"):
        assert "حبوب" in say_period(Words(made), list_food_periods(plan)[0])
