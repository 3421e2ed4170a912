"""The catalogue that comes with malja: it loads in both climates, and holds what a planner relies on."""

from __future__ import annotations

from collections import defaultdict

import pytest

from malja.catalogue.facts import TIERS, Catalogue, Need
from malja.catalogue.load_catalogue import check_catalogue, load_catalogue, read_shipped_texts
from malja.catalogue.read_rows import Climate

CLIMATES: tuple[Climate, Climate] = ("warm", "cold")
#: Other parts of malja and the examples name these.
NEEDED = {
    "water",
    "raw_water",
    "treated_water",
    "taps",
    "water_storage",
    "energy",
    "protein",
    "fat",
    "calcium",
    "iron",
    "iodine",
    "vitamin_a",
    "thiamine",
    "riboflavin",
    "niacin",
    "vitamin_c",
    "folate",
    "child_supplement",
    "plw_supplement",
    "cooking_fuel",
    "bathing_soap",
    "laundry_soap",
    "menstrual_pads",
    "primary_care",
    "reproductive_care",
    "measles_vaccination",
    "hospital_beds",
    "covered_area",
    "blankets",
    "sleeping_mats",
    "clothing",
    "eating_sets",
    "kitchen_sets",
    "kitchen_capacity",
    "toilets",
    "water_containers",
    "buckets",
    "lamps",
    "public_lights",
    "clinic_power",
    "shelter_tools",
    "learning_spaces",
}


@pytest.fixture(params=CLIMATES)
def shipped(request: pytest.FixtureRequest) -> Catalogue:
    climate: Climate = request.param
    return load_catalogue(climate)


def need(found: Catalogue, name: str) -> Need:
    return next(need for need in found.needs if need.need == name)


def test_there_is_enough_to_plan_with(shipped: Catalogue) -> None:
    assert len(shipped.needs) >= 35
    assert len(shipped.items) >= 60
    assert {need.need for need in shipped.needs} >= NEEDED


def test_every_need_that_is_asked_is_given_by_an_item(shipped: Catalogue) -> None:
    given = {content.need for content in shipped.contents}
    asked = {need.need for need in shipped.needs if any(need.standard(tier) is not None for tier in TIERS)}
    assert asked <= given
    assert {need.need for need in shipped.needs} - asked == {"raw_water", "sea_water", "mosquito_nets"}


def test_every_item_gives_or_fuels_something_in_some_climate() -> None:
    for item in load_catalogue("warm").items:
        uses = [content.item for climate in CLIMATES for content in load_catalogue(climate).contents]
        inputs = [running.input for climate in CLIMATES for running in load_catalogue(climate).running]
        assert item.item in uses or item.item in inputs, item.item


def test_every_food_but_salt_has_energy(shipped: Catalogue) -> None:
    feeds = {content.item for content in shipped.contents if content.need == "energy"}
    foods = {item.item for item in shipped.items if item.sector == "food" and item.kind == "consumable"}
    assert foods - feeds == {"salt"}
    assert {item.item for item in shipped.items if item.item in feeds and item.max_per_person_day is None} == set()


def test_the_weights_of_each_sector_sum_to_about_one(shipped: Catalogue) -> None:
    """Sanitation and hygiene count as one: toilets alone, with the weight of a sector, weighed more than hunger."""
    sums: dict[str, float] = defaultdict(float)
    for one in shipped.needs:
        if any(one.standard(tier) is not None for tier in TIERS):
            sums["clean" if one.sector in ("sanitation", "hygiene") else one.sector] += one.weight
    assert set(sums) == {"water", "food", "shelter", "nfi", "health", "clean", "energy", "education"}
    assert {sector: total for sector, total in sums.items() if not 0.85 <= total <= 1.2} == {}


def test_the_cold_asks_for_more() -> None:
    warm, cold = load_catalogue("warm"), load_catalogue("cold")
    area, more = need(warm, "covered_area"), need(cold, "covered_area")
    assert (area.survival, area.minimum) == (None, 3.5)
    assert (more.survival, more.minimum, more.target) == (2, 4.5, 5.5)
    assert (need(warm, "blankets").target, need(cold, "blankets").target) == (1, 3)
    assert need(cold, "heating").survival == 0.5
    only = {one.need for one in cold.needs} - {one.need for one in warm.needs}
    assert only == {"heating", "winter_clothing"}


def test_every_need_says_what_a_lack_does_and_when(shipped: Catalogue) -> None:
    assert [one.need for one in shipped.needs if not one.harm or one.harm_after_days is None] == []
    after = {one.need: one.harm_after_days or 0 for one in shipped.needs}
    assert after["water"] < after["treated_water"] < after["energy"] < after["vitamin_c"] < after["iron"]
    assert after["clothing"] > after["toilets"]


def test_only_what_kills_within_days_or_weeks_has_a_survival_tier(shipped: Catalogue) -> None:
    asked = {one.need for one in shipped.needs if one.survival is not None}
    kills = {"water", "treated_water", "energy", "measles_vaccination"}
    assert asked == kills | ({"covered_area", "blankets", "heating"} & asked)
    assert all((one.harm_after_days or 0) <= 14 for one in shipped.needs if one.need in asked)


def test_what_harms_after_weeks_or_months_is_asked_at_the_target_only(shipped: Catalogue) -> None:
    slow = {"calcium", "iron", "iodine", "vitamin_a", "thiamine", "riboflavin", "niacin", "vitamin_c", "folate"}
    for one in shipped.needs:
        if one.need in slow:
            assert (one.survival, one.minimum) == (None, None), one.need
            assert one.target is not None, one.need


def test_default_weights_follow_what_a_lack_does() -> None:
    """A full lack of toilets is no famine, and heat goes before floor for people who already sleep indoors."""
    warm, cold = load_catalogue("warm"), load_catalogue("cold")
    hunger = need(warm, "energy").weight + need(warm, "protein").weight + need(warm, "fat").weight
    assert need(warm, "toilets").weight < hunger
    area = need(cold, "covered_area")
    third_short = area.weight / 3
    assert third_short < need(cold, "heating").weight < area.weight
    assert (area.survival or 0) / (area.minimum or 1) < 0.5


def test_chemicals_treat_water_and_do_not_make_it(shipped: Catalogue) -> None:
    gives = defaultdict(set)
    for content in shipped.contents:
        gives[content.item].add(content.need)
    for chemical in ("nadcc_67", "nadcc_33", "nadcc_8680", "hth_45", "pur_sachet"):
        assert gives[chemical] == {"treated_water"}
    assert gives["bottled_water_1_5"] == {"water", "treated_water"}
    runs = defaultdict(set)
    for running in shipped.running:
        runs[running.item].add(running.input)
    for unit in (item for item in gives if "water" in gives[item] and item.startswith("wpu_")):
        assert runs[unit] == {"raw_water", "diesel_l"}


def test_running_uses_what_it_says(shipped: Catalogue) -> None:
    power = {content.item: content.quantity for content in shipped.contents if content.need == "clinic_power"}
    fuel = {running.item: running.quantity for running in shipped.running if running.input == "diesel_l"}
    for generator in ("generator_20", "generator_60", "generator_100", "generator_200"):
        assert fuel[generator] == pytest.approx(0.3 * power[generator])


def test_no_infant_formula_is_a_general_item(shipped: Catalogue) -> None:
    said = " ".join(f"{item.item} {item.name}" for item in shipped.items).lower()
    assert "formula" not in said
    milk = next(item for item in shipped.items if item.item == "milk_powder")
    assert "never distribute alone to households with infants" in milk.source.note


def test_a_diet_of_the_catalogue_is_edible(shipped: Catalogue) -> None:
    """With every ration at its limit a person gets enough energy: the limits do not starve anyone by themselves."""
    rations = {item.item: item.max_per_person_day for item in shipped.items}
    energy = sum(
        content.quantity * (rations[content.item] or 0)
        for content in shipped.contents
        if content.need == "energy" and content.item in ("rice", "lentils", "veg_oil", "sugar")
    )
    assert energy >= 2100


def test_vehicles_carry_no_more_the_farther_they_go(shipped: Catalogue) -> None:
    assert {"il76td", "an26", "c130h", "truck_20t"} <= {vehicle.vehicle for vehicle in shipped.vehicles}
    for vehicle in shipped.vehicles:
        assert vehicle.payloads[0][0] == 0
        assert vehicle.payloads[0][1] >= vehicle.payloads[-1][1]
        assert len(vehicle.payloads) >= 2, vehicle.vehicle


def test_the_volume_of_a_vehicle_is_what_can_be_used(shipped: Catalogue) -> None:
    plane = next(vehicle for vehicle in shipped.vehicles if vehicle.vehicle == "il76td")
    assert plane.volume_m3 == 180


def test_what_rests_on_recall_or_assumption_is_marked(shipped: Catalogue) -> None:
    sources = [need.source for need in shipped.needs]
    sources += [item.source for item in shipped.items]
    sources += [content.source for content in shipped.contents]
    sources += [running.source for running in shipped.running]
    own = [source for source in sources if source.document == "malja working figure"]
    assert len(own) > 20
    assert [source for source in own if not source.is_uncertain] == []
    assert [source for source in sources if source.basis == "derived" and not source.note] == []


def test_every_other_file_of_the_catalogue_is_read(shipped: Catalogue) -> None:
    assert {"OSLK", "HKJK"} <= {airport.icao for airport in shipped.airports}
    assert next(price for price in shipped.prices if price.item == "rice").unit_cost == pytest.approx(0.943)
    assert {hazard.item for hazard in shipped.hazards if hazard.cold_chain} >= {"mr_vaccine_dose", "iehk_2017"}
    assert {goods.un_number: goods.hazard_class for goods in shipped.un_numbers}["UN1202"] == "3"
    # No row is left over: each stands for a good that malja knows.
    assert {goods.un_number for goods in shipped.un_numbers} == {
        number for hazard in shipped.hazards for number in hazard.un_numbers
    }


def test_every_item_has_a_price_and_every_vehicle_a_speed_and_a_cost(shipped: Catalogue) -> None:
    """A blank cost takes the catalogue's: none may count as nothing because the catalogue is silent."""
    assert [price.item for price in shipped.prices] == [item.item for item in shipped.items]
    assert [
        vehicle.vehicle for vehicle in shipped.vehicles if not vehicle.cruise_km_h or not vehicle.cost_per_hour
    ] == []


def test_loading_twice_gives_the_same_catalogue() -> None:
    assert load_catalogue("warm") is load_catalogue("warm")
    assert check_catalogue(read_shipped_texts(), "warm") == load_catalogue("warm")
