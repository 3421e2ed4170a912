"""What reading gives: every table, from a folder or a workbook, with and without the catalogue."""

from __future__ import annotations

import csv
import datetime
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from malja.catalogue.facts import Content, Group, Item, Source
from malja.catalogue.load_catalogue import load_catalogue
from malja.language.say import say_problem
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Committed, Lift, Place, Service, Stock, Supply
from malja.problems import Origin, Refused
from tests.operation.conftest import CAMP, Camp

DAY = datetime.date(2025, 3, 10)


def as_workbook(folder: Path, path: Path) -> Path:
    """The same operation as an Excel workbook, numbers and dates as such."""
    book: Any = openpyxl.Workbook()
    keys = book.active
    keys.title = "operation"
    keys.append(["key", "value", "note"])
    for key, value in tomllib.loads((folder / "operation.toml").read_text(encoding="utf-8")).items():
        keys.append([key, ", ".join(map(str, value)) if isinstance(value, list) else value])
    for file in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(file.stem.capitalize())
        for line in csv.reader(file.read_text(encoding="utf-8").splitlines()):
            sheet.append([_typed(cell) for cell in line])
    book.create_sheet("_lists").append(["for drop-downs"])
    book.save(path)
    return path


def _typed(cell: str) -> object:
    """A cell as a spreadsheet holds it; a number with more than its 16 digits stays text."""
    try:
        number = float(cell)
    except ValueError:
        pass
    else:
        return number if float(f"{number:.16g}") == number else cell
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError:
        return cell or None


def test_every_table_is_read(camp: Camp) -> None:
    operation = read_operation(camp({}))
    assert isinstance(operation, Operation)
    assert (operation.name, operation.start, operation.days, operation.reserve_days) == ("Camp", DAY, 14, 7)
    assert (operation.household_size, operation.currency, operation.whole_packs) == (4.0, "USD", True)
    assert operation.tolerance == (0.001, 0.001, 0.01)
    assert operation.places[0] == Place(place="base", role="site", name="The base", handling_days=1)
    assert operation.places[0].read_at == Origin(file="places.csv", row=2)
    assert operation.groups == (
        Group(group="everyone", share=1.0, reach=1.0),
        Group(group="household", share=0.25, reach=1.0),
        Group(group="under_5", share=0.15, reach=0.15),
    )
    assert [(move.date.day, move.arrivals, move.departures) for move in operation.people] == [(8, 100, 0), (12, 20, 5)]
    water, roof, milk = operation.needs
    assert (water.survival, water.minimum, water.target, water.weight, water.kept) == (7.5, 15.0, 20.0, 1.0, False)
    assert (water.group, roof.group, milk.group) == ("everyone", "household", "under_5")
    assert (roof.name, roof.survival, roof.minimum, roof.target, roof.weight, roof.kept) == (
        "roof",
        None,
        3.5,
        None,
        0.5,
        True,
    )
    assert operation.items[0] == Item(
        item="bottles", name="Bottles", unit="l", pack_quantity=9, pack_kg=9.5, pack_m3=0.0125, shelf_life_days=365
    )
    assert operation.contents[1] == Content(item="tent", need="roof", how="in_place", quantity=16)
    assert operation.services == (
        Service(
            place="base",
            need="water",
            quantity=500,
            since=datetime.date(2025, 3, 11),
            until=datetime.date(2025, 3, 14),
        ),
    )
    assert operation.stock[0] == Stock(place="base", item="bottles", quantity=900)
    assert operation.supply == (
        Supply(place="shop", item="bottles", unit_cost=0.3),
        Supply(place="shop", item="tent", quantity=50, since=datetime.date(2025, 3, 12), unit_cost=400),
    )
    assert operation.lifts[1] == Lift(
        lift="road", origin="hub", destination="base", mode="flow", kg_per_day=800, priced=False
    )
    assert operation.committed == (Committed(lift="plane", date=datetime.date(2025, 3, 11), item="tent", packs=10),)
    assert [(one.code, one.file, one.values) for one in operation.notices] == [
        ("price_unknown", "lifts.csv", (("names", "road"),)),
        ("transit_unknown", "lifts.csv", (("names", "plane, road"),)),
    ]


def test_a_workbook_gives_the_same_operation_as_the_folder(camp: Camp, tmp_path: Path) -> None:
    extra = "reserve_days = 3\nwhole_packs = false\ntolerance = [0.0, 0.002, 0.5]\n"
    folder = camp({"operation.toml": CAMP["operation.toml"] + extra})
    from_folder = read_operation(folder)
    assert read_operation(as_workbook(folder, tmp_path / "camp.xlsx")) == from_folder
    assert from_folder.tolerance == (0.0, 0.002, 0.5)
    assert not from_folder.whole_packs


@pytest.mark.parametrize("name", ["hmeimim", "three-valleys", "wfp-syria"])
def test_the_examples_are_the_same_as_workbooks(name: str, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "examples" / name
    assert read_operation(as_workbook(folder, tmp_path / "camp.xlsx")) == read_operation(folder)


def test_the_folders_own_operation_toml_names_the_folder(camp: Camp) -> None:
    folder = camp({})
    assert read_operation(folder / "operation.toml") == read_operation(str(folder))


def test_where_a_workbooks_rows_stand_is_the_workbook_and_the_sheet(camp: Camp, tmp_path: Path) -> None:
    operation = read_operation(as_workbook(camp({}), tmp_path / "camp.xlsx"))
    assert operation.stock[2].read_at == Origin(file="camp.xlsx:Stock", row=4)


def test_tables_may_be_missing_or_empty_and_blank_cells_take_defaults(camp: Camp) -> None:
    absent: dict[str, str | bytes | None] = {
        name: None for name in CAMP if name not in ("operation.toml", "places.csv")
    }
    operation = read_operation(
        camp({**absent, "places.csv": "place,role\nbase,site\n", "people.csv": "place,date,arrivals,departures\n"})
    )
    assert operation.places == (Place(place="base", role="site"),)
    assert (operation.people, operation.needs, operation.lifts) == ((), (), ())


def test_semicolons_a_byte_order_mark_arabic_digits_and_comments_are_read(camp: Camp) -> None:
    stock = "\ufeff# المخزون; counted twice\n\nplace;item;quantity\n\nbase;bottles;٩٠٠٫٥\n# hub;fuel;12\nhub;fuel;1,5\n"
    people = "place,date,arrivals\nbase,٢٠٢٥-٠٣-٠٨,١٠٠\n"
    operation = read_operation(camp({"stock.csv": stock, "people.csv": people}))
    assert [(row.item, row.quantity) for row in operation.stock] == [("bottles", 900.5), ("fuel", 1.5)]
    assert operation.stock[1].read_at == Origin(file="stock.csv", row=7)
    assert (operation.people[0].date, operation.people[0].arrivals) == (datetime.date(2025, 3, 8), 100)


def test_rows_with_the_same_key_add_up(camp: Camp) -> None:
    operation = read_operation(
        camp(
            {
                "stock.csv": "place,item,quantity\nbase,bottles,9\nhub,bottles,1\nbase,bottles,0.5\n",
                "contents.csv": "item,need,how,quantity\nbottles,water,use,1\nbottles,water,use,0.25\n",
                "services.csv": (
                    "place,need,quantity,from,to\nbase,water,5,,\nbase,water,6,2025-03-11,\nbase,water,7,,\n"
                ),
                "supply.csv": (
                    "place,item,quantity,from,unit_cost\n"
                    "shop,tent,5,,1\nshop,tent,6,,2\nshop,tent,7,,1\nshop,fuel,3,,\nshop,fuel,,,\n"
                ),
                "committed.csv": "lift,date,item,packs\nplane,2025-03-11,tent,1\nplane,2025-03-11,tent,2\n",
            }
        )
    )
    assert [(row.place, row.quantity) for row in operation.stock] == [("base", 9.5), ("hub", 1.0)]
    assert [row.quantity for row in operation.contents] == [1.25]
    assert [row.quantity for row in operation.services] == [12.0, 6.0]
    assert [(row.item, row.quantity, row.unit_cost) for row in operation.supply] == [
        ("tent", 12.0, 1.0),
        ("tent", 6.0, 2.0),
        ("fuel", None, 0.0),
    ]
    assert [row.packs for row in operation.committed] == [3]


def test_source_columns_are_kept_and_change_nothing_else(camp: Camp) -> None:
    stock = (
        "place,item,quantity,document,edition,page,basis,confidence,note\nbase,tent,5,Count,2025,3,assumed,low,by eye\n"
    )
    (row,) = read_operation(camp({"stock.csv": stock})).stock
    assert row.source == Source(
        document="Count", edition="2025", page="3", basis="assumed", confidence="low", note="by eye"
    )
    assert row.source.is_uncertain


def test_the_catalogue_is_extended_and_overridden_row_by_row(camp: Camp) -> None:
    catalogue = load_catalogue("warm")
    first, second = catalogue.contents[:2]
    others: dict[str, str | bytes | None] = {
        name: None for name in CAMP if name not in ("operation.toml", "places.csv", "people.csv")
    }
    operation = read_operation(
        camp(
            {
                **others,
                "operation.toml": 'name = "Camp"\nstart = "2025-03-10"\n',
                "needs.csv": f"need,kind,minimum\n{catalogue.needs[1].need},daily,99\nsoup,daily,1\n",
                "contents.csv": (
                    "item,need,how,quantity\n"
                    f"{second.item},{second.need},{second.how},7\n{second.item},{second.need},{second.how},1\n"
                ),
                "groups.csv": "group,share\nhousehold,0.5\n",
            }
        )
    )
    assert [need.need for need in operation.needs] == [*(need.need for need in catalogue.needs), "soup"]
    assert operation.needs[0] == catalogue.needs[0]
    assert (operation.needs[1].minimum, operation.needs[1].survival) == (99.0, None)
    assert operation.items == catalogue.items
    assert (operation.contents[0], operation.contents[1].quantity) == (first, 8.0)
    assert len(operation.contents) == len(catalogue.contents)
    groups = {group.group: group for group in operation.groups}
    assert (groups["everyone"].share, groups["everyone"].reach) == (1.0, 1.0)
    assert (groups["household"].share, groups["household"].reach) == (0.5, 1.0)
    assert {group.group for group in catalogue.groups} <= set(groups)
    assert [say_problem(notice) for notice in operation.notices] == [
        "operation.toml, column days: not given; 60 is assumed",
        "operation.toml, column household_size: not given; 5.0 is assumed",
    ]


def test_the_household_size_of_the_operation_counts_not_the_catalogues(camp: Camp) -> None:
    toml = 'name = "Camp"\nstart = 2025-03-10\nhousehold_size = 8\nclimate = "cold"\n'
    keep = ("operation.toml", "places.csv", "people.csv")
    others: dict[str, str | bytes | None] = {name: None for name in CAMP if name not in keep}
    operation = read_operation(camp({**others, "operation.toml": toml}))
    assert [(group.group, group.share) for group in operation.groups[:2]] == [("everyone", 1.0), ("household", 0.125)]
    assert operation.needs == load_catalogue("cold").needs


def test_reading_the_same_twice_gives_the_same(camp: Camp) -> None:
    folder = camp({})
    assert read_operation(folder) == read_operation(folder)


def test_a_path_to_nothing_or_to_something_else_is_refused(camp: Camp, tmp_path: Path) -> None:
    folder = camp({})
    for path, code in ((tmp_path / "no", "path_missing"), (folder / "places.csv", "format_unknown")):
        with pytest.raises(Refused) as refused:
            read_operation(path)
        assert [problem.code for problem in refused.value.problems] == [code]


def test_that_a_sheet_is_hidden_is_said_of_the_workbook_of_an_operation(camp: Camp, tmp_path: Path) -> None:
    path = as_workbook(camp({}), tmp_path / "camp.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Old people").sheet_state = "hidden"
    book.save(path)
    assert "sheet_hidden" in [notice.code for notice in read_operation(path).notices]
