"""The kitchen, small enough for a pencil."""

from __future__ import annotations

from decimal import Decimal

from malja.language.say import say_problem
from malja.stock.kitchen.meals import Outlook, find_outlook
from malja.stock.ledger.accounts import USED
from tests.stock.devices import Device, day, plain


def kitchen(*, rice: str = "100", oil: str = "10") -> Device:
    """A place with a hub and a kitchen; a meal of stew takes 0.1 rice and 0.02 oil, of porridge 0.05 rice."""
    site = Device("a")
    for item, quantity in (("rice", rice), ("oil", oil)):
        if quantity == "0":
            continue
        site.record("stock.received", 1, store="kitchen", item=item, quantity=quantity, origin="given")
    site.record("kitchen.recipe", 1, recipe="stew", item="rice", quantity="0.1")
    site.record("kitchen.recipe", 1, recipe="stew", item="oil", quantity="0.02")
    site.record("kitchen.recipe", 1, recipe="porridge", item="rice", quantity="0.05")
    return site


def ask(
    site: Device, on: int, people: int, a_person: str = "", stores: tuple[str, ...] = ("kitchen", "hub")
) -> Outlook:
    return find_outlook(
        site.books.kitchen,
        site.books.ledger,
        kitchens=("kitchen",),
        stores=stores,
        day=day(on),
        people=people,
        meals_a_person=Decimal(a_person) if a_person else None,
    )


def held(site: Device, item: str) -> Decimal:
    return site.books.ledger.on_hand("kitchen", item)


def test_meals_take_what_the_recipe_says() -> None:
    site = kitchen()
    site.record("kitchen.cooked", 2, store="kitchen", recipe="stew", meals=300)
    assert plain(held(site, "rice"), held(site, "oil")) == "70 4"
    used = {posting.item: posting.quantity for posting in site.books.ledger.postings(accounts=[USED])}
    assert used == {"rice": 30, "oil": 6}


def test_ingredients_that_expire_first_are_cooked_first() -> None:
    site = kitchen(rice="0")
    later = {"store": "kitchen", "item": "rice", "origin": "given", "lot": "late", "expiry": day(90).isoformat()}
    site.record("stock.received", 1, quantity="20", **later)
    site.record("stock.received", 1, **{**later, "quantity": "20", "lot": "soon", "expiry": day(9).isoformat()})
    site.record("kitchen.cooked", 2, store="kitchen", recipe="porridge", meals=500)
    lots = {lot.goods.lot: lot.quantity for lot in site.books.ledger.lots("kitchen") if lot.goods.item == "rice"}
    assert lots == {"late": 15}


def test_what_was_cooked_though_one_ingredient_was_short_is_told_and_is_a_doubt() -> None:
    site = kitchen(oil="1.99")
    site.record("kitchen.cooked", 2, store="kitchen", recipe="stew", meals=100)
    assert site.books.doubts() == ["stock_missing"]
    assert plain(held(site, "rice"), held(site, "oil")) == "90 0"
    site.record_anyway("stock.received", 2, store="kitchen", item="oil", quantity="5", origin="given")
    assert site.books.doubts() == [], "what came that day had only been told late"


def test_far_too_many_meals_are_refused_with_the_most_possible_and_what_limits_them() -> None:
    """There is rice for 1,000 meals, twice of which might be: 20,000 for 2,000 is a slip of the hand."""
    site = kitchen(oil="1.99")
    assert site.refuses("kitchen.cooked", 2, store="kitchen", recipe="stew", meals=2000) == []
    (problem,) = site.problems("kitchen.cooked", 2, store="kitchen", recipe="stew", meals=2001)
    assert problem.code == "meals_too_many"
    values = dict(problem.values)
    assert (values["possible"], values["item"], values["held"], values["asked"]) == ("99", "oil", "1.99", "40.02")
    assert "99 meals at most, and 2,001" in say_problem(problem)
    assert site.refuses("kitchen.cooked", 2, store="kitchen", recipe="soup", meals=1) == ["recipe_unknown"]
    assert site.refuses("kitchen.cooked", 2, store="hub", recipe="stew", meals=1) == ["meals_too_many"]


def test_expired_ingredients_are_not_cooked() -> None:
    site = kitchen(rice="0")
    gone = {"expiry": day(2).isoformat(), "lot": "old", "origin": "given"}
    site.record("stock.received", 1, store="kitchen", item="rice", quantity="10", **gone)
    assert site.refuses("kitchen.cooked", 2, store="kitchen", recipe="porridge", meals=200) == []
    assert site.refuses("kitchen.cooked", 3, store="kitchen", recipe="porridge", meals=1) == ["meals_too_many"]


def test_a_recipe_may_change_and_an_ingredient_be_left_out() -> None:
    site = kitchen()
    site.record("kitchen.recipe", 3, recipe="stew", item="oil", quantity="0")
    assert site.books.kitchen.recipe("stew", day(2)) == {"rice": Decimal("0.1"), "oil": Decimal("0.02")}
    assert site.books.kitchen.recipe("stew", day(3)) == {"rice": Decimal("0.1")}
    site.record("kitchen.cooked", 3, store="kitchen", recipe="stew", meals=100)
    assert plain(held(site, "rice"), held(site, "oil")) == "90 10"


def test_a_recipe_is_not_changed_behind_meals_that_were_cooked() -> None:
    site = kitchen()
    site.record("kitchen.cooked", 4, store="kitchen", recipe="stew", meals=100)
    assert site.refuses("kitchen.recipe", 3, recipe="stew", item="oil", quantity="0.5") == ["recipe_cooked_later"]
    assert site.refuses("kitchen.recipe", 3, recipe="stew", item="oil", quantity="0.02") == []
    assert site.refuses("kitchen.recipe", 4, recipe="stew", item="oil", quantity="0.5") == []
    site.record_anyway("kitchen.recipe", 3, recipe="stew", item="oil", quantity="0.5")
    assert site.books.doubts() == ["recipe_told_late"]
    assert "0.5 of oil" in site.books.kitchen.doubts[0].in_words()


def test_meals_are_not_cooked_before_their_ingredients_came() -> None:
    """100 of rice since day 1; 50 more came on day 6, and 120 were eaten on day 7."""
    site = kitchen()
    site.record("stock.received", 6, store="kitchen", item="rice", quantity="50", origin="given")
    site.record("stock.moved", 7, item="rice", origin="kitchen", destination="used", quantity="120")
    assert site.refuses("kitchen.cooked", 4, store="kitchen", recipe="porridge", meals=601) == [
        "stock_too_little_later"
    ]
    assert site.refuses("kitchen.cooked", 4, store="kitchen", recipe="porridge", meals=2500) == ["stock_too_little_on"]
    site.record("kitchen.cooked", 4, store="kitchen", recipe="porridge", meals=600)
    assert held(site, "rice") == 0


def test_meals_cooked_by_a_recipe_that_nobody_told_are_a_doubt() -> None:
    site = kitchen()
    site.record_anyway("kitchen.cooked", 2, store="kitchen", recipe="soup", meals=10)
    assert site.books.doubts() == ["cooked_without_recipe"]
    assert all(doubt.in_words() for doubt in site.books.kitchen.doubts)
    assert held(site, "rice") == 100


def test_two_devices_that_tell_a_recipe_apart_leave_a_doubt_and_cook_as_they_knew() -> None:
    one = kitchen()
    two = Device("b")
    two.hear(one)
    one.record("kitchen.recipe", 2, recipe="porridge", item="rice", quantity="0.06")
    two.record("kitchen.recipe", 2, recipe="porridge", item="rice", quantity="0.04")
    one.record("kitchen.cooked", 2, store="kitchen", recipe="porridge", meals=100)
    two.record("kitchen.cooked", 2, store="kitchen", recipe="porridge", meals=100)
    one.hear(two)
    two.hear(one)
    assert one.books.to_json() == two.books.to_json()
    assert one.books.doubts() == ["recipe_apart"]
    assert one.books.kitchen.doubts[0].in_words()
    assert held(one, "rice") == 90


def test_days_left_by_the_sites_setting() -> None:
    site = kitchen()
    now = ask(site, 1, people=100, a_person="2")
    assert (plain(now.meals_a_day), now.basis, now.menu) == ("200", "setting", None)
    porridge, stew = now.recipes
    # 100 rice is 1,000 meals of stew, 10 oil is 500: 2.5 days of 200 meals.
    assert (stew.recipe, stew.at_kitchen.meals, stew.at_kitchen.first_out) == ("stew", 500, "oil")
    assert stew.at_kitchen.days == Decimal("2.5")
    assert plain(porridge.at_kitchen.meals, porridge.at_kitchen.days) == "2000 10"
    assert porridge.at_kitchen.first_out == "rice"


def test_days_left_as_cooked_of_late_in_the_shares_of_the_recipes() -> None:
    site = kitchen()
    site.record("kitchen.cooked", 2, store="kitchen", recipe="stew", meals=100)
    site.record("kitchen.cooked", 3, store="kitchen", recipe="porridge", meals=100)
    now = ask(site, 3, people=1000)
    assert (plain(now.meals_a_day), now.basis) == ("100", "cooked")
    assert now.menu is not None
    assert now.menu.needs == {"rice": Decimal("0.075"), "oil": Decimal("0.01")}
    # 85 rice is 1,133 mixed meals, 8 oil is 800: 8 days of 100.
    assert plain(now.menu.at_kitchen.meals, now.menu.at_kitchen.days) == "800 8"
    assert now.menu.at_kitchen.first_out == "oil"
    # On day 8 both still count, on day 9 the stew no longer does, and the 7 days from day 4 on say nothing.
    for asked in (8, 9):
        assert ask(site, asked, people=1000).meals_a_day == 100
    assert ask(site, 10, people=1000).basis == "assumed"


def test_days_without_a_word_are_not_days_on_which_nobody_ate() -> None:
    site = kitchen()
    site.record("kitchen.cooked", 2, store="kitchen", recipe="stew", meals=100)
    site.record("kitchen.cooked", 2, store="kitchen", recipe="porridge", meals=50)
    site.record("kitchen.cooked", 7, store="kitchen", recipe="stew", meals=250)
    assert ask(site, 8, people=1000).meals_a_day == 200


def test_all_stores_of_the_place_count_beside_the_kitchens_own() -> None:
    site = kitchen()
    site.record("stock.received", 1, store="hub", item="oil", quantity="5", origin="given")
    _, stew = ask(site, 1, people=100, a_person="1").recipes
    assert (stew.at_kitchen.meals, stew.at_place.meals) == (500, 750)
    assert plain(stew.at_kitchen.days, stew.at_place.days) == "5 7.5"


def test_without_setting_or_meals_three_a_day_are_assumed() -> None:
    now = ask(kitchen(), 1, people=100)
    assert (plain(now.meals_a_day), now.basis) == ("300", "assumed")
    nobody = ask(kitchen(), 1, people=0)
    assert [menu.at_kitchen.days for menu in nobody.recipes] == [None, None]
    assert [menu.at_kitchen.first_out for menu in nobody.recipes] == ["rice", "oil"]


def test_what_expires_before_it_is_eaten_feeds_nobody() -> None:
    site = kitchen(rice="5")
    soon = {"lot": "soon", "expiry": day(4).isoformat(), "origin": "given"}
    site.record("stock.received", 1, store="kitchen", item="rice", quantity="95", **soon)
    porridge, _ = ask(site, 1, people=100, a_person="1").recipes
    # 5 rice a day: 15 of the 95 on days 2 to 4, then the 5 that keep on day 5; 80 spoil.
    assert porridge.at_kitchen.meals == 2000
    assert porridge.at_kitchen.days == 4
