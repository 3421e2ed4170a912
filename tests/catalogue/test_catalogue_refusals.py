"""One row of nonsense, one refusal: each fault put into a small sound catalogue is named with file, row and column."""

from __future__ import annotations

import pytest

from malja.catalogue.facts import Catalogue
from malja.catalogue.load_catalogue import check_catalogue
from malja.catalogue.read_rows import Climate
from malja.language.say import say_problem
from malja.problems import Problem, Refused

SOURCE = "document,edition,page,basis,confidence,note"
SAID = "Manual,1st ed.,p.1,read,high,"

#: The smallest catalogue with a row of every kind, by file; row 2 is the first below the heading.
SOUND = {
    "needs": (
        f"need,name,sector,kind,group,unit,survival,minimum,target,weight,kept,climate,{SOURCE}",
        f"water,Water,water,daily,everyone,l,7.5,15,20,1,no,,{SAID}",
        f"raw_water,Raw water,water,daily,everyone,l,,,,1,no,,{SAID}",
        f"tents,Tents,shelter,standing,children,piece,,1,,1,no,,{SAID}",
        f"heating,Heating,energy,daily,household,day,,1,,1,no,cold,{SAID}",
    ),
    "items": (
        "item,name,sector,kind,unit,pack_quantity,pack_kg,pack_m3,shelf_life_days,max_per_person_day,"
        f"setup_days,life_days,{SOURCE}",
        f"bottle,Bottle,water,consumable,l,6,6.3,0.01,365,,0,,{SAID}",
        f"unit,Water unit,water,asset,unit,1,400,4,,,2,,{SAID}",
        f"tent,Tent,shelter,asset,piece,1,55,0.3,,,1,365,{SAID}",
        f"fuel,Fuel,energy,consumable,l,200,186,0.26,,,0,,{SAID}",
    ),
    "contents": (
        f"item,need,how,quantity,climate,{SOURCE}",
        f"bottle,water,use,1,,{SAID}",
        f"unit,water,per_day,80000,,{SAID}",
        f"tent,tents,in_place,1,,{SAID}",
    ),
    "running": (
        f"item,input,quantity,climate,{SOURCE}",
        f"unit,raw_water,84000,,{SAID}",
        f"unit,fuel,20,,{SAID}",
    ),
    "groups": (f"group,share,reach,{SOURCE}", f"children,0.4,0.4,{SAID}"),
    "vehicles": (
        "vehicle,name,payload_0km_kg,payload_1000km_kg,payload_2000km_kg,payload_3000km_kg,payload_4000km_kg,"
        f"range_km,volume_m3,cruise_km_h,runway_m,cost_per_hour,{SOURCE}",
        f"plane,Plane,50000,47000,40000,,,,180,770,1850,9000,{SAID}",
        f"helicopter,Helicopter,4000,,,,,430,20,230,,4500,{SAID}",
    ),
    "airports": (
        f"icao,iata,name,country,lat,lon,runway_m,{SOURCE}",
        f"AAAA,AAA,Town,Land,35.4,35.9,2797,{SAID}",
    ),
    "prices": (f"item,unit_cost,{SOURCE}", f"bottle,0.4,{SAID}"),
    "hazards": (f"item,un_numbers,cold_chain,{SOURCE}", f"fuel,UN1202,no,{SAID}"),
    "un_numbers": (f"un_number,hazard_class,substance,{SOURCE}", f"UN1202,3,Diesel fuel,{SAID}"),
    "baskets": (
        f"basket,food_group,from_day,to_day,min_share,max_share,min_g,max_g,{SOURCE}",
        f"general,cereals,0,,0.4,0.8,,,{SAID}",
    ),
    "stowage": (
        f"vehicle,packaging,usable_share,tare_kg_per_m3,pallets,pallet_tare_kg,pallet_max_kg,door_m,{SOURCE}",
        f"any,bag,0.9,,,,,,{SAID}",
    ),
    "segregation": (f"class,other_class,how,{SOURCE}", f"3,5.1,vehicle,{SAID}"),
    "thresholds": (f"illness,measure,rule,value,weeks,{SOURCE}", f"measles,cases,at_least,1,,{SAID}"),
}

#: File, row, what is put in place of what, and the code and column of the refusal.
REFUSALS = [
    ("needs", 2, "Manual,", ",", "missing_value", "document"),
    ("needs", 2, "1st ed.", "", "missing_value", "edition"),
    ("items", 2, ",read,", ",,", "missing_value", "basis"),
    ("contents", 2, ",high,", ",,", "missing_value", "confidence"),
    ("running", 2, "read", "guessed", "not_a_choice", "basis"),
    ("groups", 2, "high", "certain", "not_a_choice", "confidence"),
    ("airports", 2, "Manual,", ",", "missing_value", "document"),
    ("prices", 2, "Manual,", ",", "missing_value", "document"),
    ("hazards", 2, "Manual,", ",", "missing_value", "document"),
    ("vehicles", 2, "Manual,", ",", "missing_value", "document"),
    ("items", 4, ",55,", ",-55,", "number_not_above", "pack_kg"),
    ("items", 4, ",55,", ",0,", "number_not_above", "pack_kg"),
    ("items", 4, ",0.3,", ",0,", "number_not_above", "pack_m3"),
    ("items", 2, ",6,6.3", ",-6,6.3", "number_not_above", "pack_quantity"),
    ("items", 3, ",400,", ",inf,", "number_not_finite", "pack_kg"),
    ("needs", 2, ",20,1,", ",20,0,", "number_not_above", "weight"),
    ("needs", 2, ",20,1,", ",20,-1,", "number_not_above", "weight"),
    ("needs", 2, "7.5,15,20", "7.5,5,20", "tiers_decrease", "minimum"),
    ("needs", 2, "7.5,15,20", "7.5,15,14", "tiers_decrease", "target"),
    ("needs", 2, "7.5,15,20", "30,,20", "tiers_decrease", "target"),
    ("needs", 4, "children", "childen", "unknown_name_near", "group"),
    ("needs", 3, "raw_water", "water", "name_twice", "climate"),
    ("items", 3, "unit,Water", "bottle,Water", "name_twice", "item"),
    ("contents", 2, "bottle", "bucket", "unknown_name", "item"),
    ("contents", 2, "water", "warmth", "unknown_name", "need"),
    ("contents", 2, ",use,", ",in_place,", "pairing_wrong", "how"),
    ("contents", 3, ",per_day,", ",use,", "pairing_wrong", "how"),
    ("contents", 4, ",in_place,", ",per_day,", "pairing_wrong", "how"),
    ("contents", 4, ",in_place,", ",hanging,", "not_a_choice", "how"),
    ("contents", 2, ",1,,", ",0,,", "number_not_above", "quantity"),
    ("running", 2, "raw_water", "rawwater", "unknown_name_near", "input"),
    ("running", 2, "raw_water", "tents", "input_wrong", "input"),
    ("running", 3, "fuel", "tent", "input_wrong", "input"),
    ("running", 3, "unit,fuel", "bottle,fuel", "running_not_asset", "item"),
    ("groups", 2, "0.4,0.4", "1.4,0.4", "number_above", "share"),
    ("vehicles", 2, "47000", "51000", "payload_grows", "payload_1000km_kg"),
    ("vehicles", 2, ",,,,180", ",,,1500,180", "number_not_above", "range_km"),
    ("vehicles", 3, ",20,", ",-20,", "number_not_above", "volume_m3"),
    ("airports", 2, "35.4", "95.4", "number_above", "lat"),
    ("prices", 2, "bottle", "battle", "unknown_name_near", "item"),
    ("hazards", 2, "UN1202", "UN12", "un_number_wrong", "un_numbers"),
    ("hazards", 2, "fuel", "lead", "unknown_name", "item"),
    ("hazards", 2, "UN1202", "UN9999", "unknown_name", "un_numbers"),
    ("un_numbers", 2, ",3,", ",10,", "not_a_choice", "hazard_class"),
    ("un_numbers", 2, "Manual,", ",", "missing_value", "document"),
    ("thresholds", 2, ",cases,", ",persons,", "not_a_choice", "measure"),
    ("thresholds", 2, ",1,,", ",0,,", "number_not_above", "value"),
]


def read(rows: dict[str, tuple[str, ...]], climate: Climate = "warm") -> Catalogue:
    return check_catalogue({name: "\n".join(lines) + "\n" for name, lines in rows.items()}, climate)


def refused(rows: dict[str, tuple[str, ...]], climate: Climate = "warm") -> tuple[Problem, ...]:
    with pytest.raises(Refused) as caught:
        read(rows, climate)
    return caught.value.problems


def changed(file: str, row: int, old: str, new: str) -> dict[str, tuple[str, ...]]:
    lines = list(SOUND[file])
    assert old in lines[row - 1]
    lines[row - 1] = lines[row - 1].replace(old, new, 1)
    return {**SOUND, file: tuple(lines)}


def test_the_sound_catalogue_is_read() -> None:
    found = read(SOUND)
    assert [need.need for need in found.needs] == ["water", "raw_water", "tents"]
    assert [need.need for need in read(SOUND, "cold").needs] == ["water", "raw_water", "tents", "heating"]
    assert found.needs[0].survival == 7.5
    assert found.needs[1].minimum is None
    assert found.needs[0].source.document == "Manual"
    assert [list(vehicle.payloads) for vehicle in found.vehicles] == [
        [(0, 50_000), (1000, 47_000), (2000, 40_000)],
        [(0, 4000), (430, 4000)],
    ]
    assert found.hazards[0].un_numbers == ("UN1202",)


@pytest.mark.parametrize(("file", "row", "old", "new", "code", "column"), REFUSALS)
def test_nonsense_is_refused_by_name(file: str, row: int, old: str, new: str, code: str, column: str) -> None:
    first = refused(changed(file, row, old, new))[0]
    assert (first.code, first.file, first.row, first.column) == (code, f"catalogue/{file}.csv", row, column)
    assert say_problem(first).startswith(f"catalogue/{file}.csv, row {row}, column {column}: ")


@pytest.mark.parametrize("file", sorted(SOUND))
def test_a_missing_file_is_refused(file: str) -> None:
    problem = refused({name: lines for name, lines in SOUND.items() if name != file})[0]
    assert (problem.code, problem.file) == ("file_missing", f"catalogue/{file}.csv")


@pytest.mark.parametrize("climate", ["warm", "cold"])
def test_a_row_for_both_climates_and_one_for_this_one_is_refused(climate: Climate) -> None:
    rows = {**SOUND, "needs": (*SOUND["needs"], f"tents,Tents,shelter,standing,children,piece,,2,,1,no,cold,{SAID}")}
    if climate == "warm":
        assert len(read(rows, climate).needs) == 3
    else:
        problem = refused(rows, climate)[0]
        assert (problem.code, problem.row, problem.column) == ("name_twice", 6, "need")


def test_a_content_for_both_climates_of_a_need_for_one_is_refused() -> None:
    rows = {**SOUND, "contents": (*SOUND["contents"], f"unit,heating,per_day,1,,{SAID}")}
    assert len(read(rows, "cold").contents) == 4
    assert [(problem.code, problem.value) for problem in refused(rows, "warm")] == [("unknown_name", "heating")]


def test_all_faults_are_said_at_once() -> None:
    rows = {
        **SOUND,
        "items": changed("items", 4, ",55,", ",-55,")["items"],
        "needs": changed("needs", 2, "7.5,15,20", "7.5,5,20")["needs"],
        "prices": changed("prices", 2, "Manual,", ",")["prices"],
        "contents": changed("contents", 2, ",use,", ",in_place,")["contents"],
    }
    assert {problem.code for problem in refused(rows)} == {
        "number_not_above",
        "tiers_decrease",
        "missing_value",
        "pairing_wrong",
    }
