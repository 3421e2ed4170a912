"""The papers in print, read back as a reader, a scanner and a printer would."""

from __future__ import annotations

import dataclasses
import io
from pathlib import PurePosixPath
from typing import Any

import openpyxl
import pypdf
import pytest

from malja.language.say import load_messages, say
from malja.language.speech import speaking
from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.papers.pallets import PalletSize
from malja.report.papers.paper_files import make_paper_files
from malja.report.papers.waybill_numbers import name_series
from tests.report.printing import arabic_words, codes, pages, plain, sizes, unread, widest_ink

A4 = {(210, 297)}
A4_ACROSS = {(297, 210)}
#: Names that would be something else if they were not just text, to Typst, Excel, a browser or a terminal.
HOSTILE = [
    '#read("/etc/passwd") $x^2$ *bold* _it_ @label <tag> `raw` \\ // no /* */ [x] ~ --- "quote"',
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "{page} {of} {name} %s",
    "a\u202eb\u2066c\x00\x1b[31md",
]


@pytest.fixture
def papers(operation: Tables, plan: Plan) -> dict[str, bytes]:
    return make_paper_files(operation, plan)


def named(papers: dict[str, bytes], ending: str) -> bytes:
    (found,) = (content for name, content in papers.items() if name.endswith(ending))
    return found


def test_each_trip_has_its_papers_in_the_folder_of_the_series(plan: Plan, papers: dict[str, bytes]) -> None:
    begin = name_series(plan)
    assert sorted(papers) == [
        f"{begin}/{number:03}_2025-03-{14 + number - 1}_plane.{kind}"
        for number in (1, 2, 3)
        for kind in ("pdf", "xlsx")
    ]


def test_a_waybill_says_who_what_how_much_and_leaves_room_to_sign(plan: Plan, papers: dict[str, bytes]) -> None:
    bill, packing, _ = pages(named(papers, "001_2025-03-14_plane.pdf"))
    paper = f"{name_series(plan)}-001"
    for said in (
        *("Cargo manifest and waybill", f"No. {paper}", "Paper 1 of 3", "Page 1 of 1"),
        *("Consignor depot", "Consignee The camp", "Notify party", "Carrier", "Registration (tail or plate)"),
        *("Planned departure Fri 14 March 2025", "Planned to be usable Sat 15 March 2025", "Seal numbers"),
        *("1 Tent (tent) 1-2 2 1 tent 2 tent 120 0.6", "Total 2 120 0.6"),
        *("Received, counted by the receiver", "Good Damaged Short Over Reason"),
        *("Sender Name", "Transporter Name", "Receiver Name", "counted by Name", "verified by"),
    ):
        assert said in bill, said
    for said in (f"No. {paper}", "Packing list", "1-2 2 Tent (tent) 1 tent 60 0.3 120 0.6 1", "Packages in all 2"):
        assert said in packing, said
    assert "Pallets of at most 1,000 kg gross and 1.8 m3 are assumed" in packing


def test_a_net_weight_stands_where_goods_are_weighed(papers: dict[str, bytes]) -> None:
    bill, _, _ = pages(named(papers, "002_2025-03-15_plane.pdf"))
    assert "1 Rice (rice) 1-2 2 50 kg 100 kg 100 102 0.16" in bill
    assert "Total 2 100 102 0.16" in bill
    assert "the net weight is known" not in bill.lower()


def test_a_label_says_what_a_fork_lift_driver_must_know(plan: Plan, papers: dict[str, bytes]) -> None:
    _, _, label = pages(named(papers, "001_2025-03-14_plane.pdf"))
    for said in (
        *("From depot, plane", "The camp", "Tent (tent)", "2 x 1 tent", "Packages 1-2 of 2", "Pallet 1 of 1"),
        *("Gross 120 kg, 0.6 m3", f"No. {name_series(plan)}-001"),
    ):
        assert said in label, said


def test_a_scanner_reads_the_number(plan: Plan, papers: dict[str, bytes]) -> None:
    for number in (1, 2, 3):
        printed = named(papers, f"{number:03}_2025-03-{13 + number}_plane.pdf")
        for page in range(len(pages(printed))):
            assert codes(printed, page) == [f"{name_series(plan)}-{number:03}"], page


def test_the_pages_are_a4_and_keep_off_the_edge(papers: dict[str, bytes]) -> None:
    bill = named(papers, "002_2025-03-15_plane.pdf")
    assert sizes(bill) == A4_ACROSS | A4
    for page in (0, 1):
        left, right = widest_ink(bill, page)
        assert 0.02 < left < 0.06
        assert 0.02 < right < 0.06


@pytest.mark.parametrize(("per_page", "count"), [(1, 5), (2, 3), (4, 2)])
def test_labels_come_one_two_or_four_on_a_page(operation: Tables, plan: Plan, per_page: int, count: int) -> None:
    size = PalletSize(kg=55, m3=1)
    cargo = (dataclasses.replace(plan.trips[1].cargo[0], packs=5.0, quantity=250.0, kg=255.0, m3=0.4),)
    trip = dataclasses.replace(plan.trips[1], kg=255.0, m3=0.4, cargo=cargo)
    found = make_paper_files(operation, dataclasses.replace(plan, trips=(trip,)), size=size, labels_per_page=per_page)
    labels = [page for page in pages(named(found, "_plane.pdf")) if "Page 1 of" not in page]
    assert len(labels) == count
    assert "Pallet 5 of 5" in labels[-1]


def test_two_runs_give_the_same_bytes(operation: Tables, plan: Plan, papers: dict[str, bytes]) -> None:
    assert make_paper_files(operation, plan) == papers
    data = pypdf.PdfReader(io.BytesIO(named(papers, "001_2025-03-14_plane.pdf"))).metadata
    assert data is not None
    assert str(data.creation_date).startswith("2025-03-14 00:00:00")


def hostile(operation: Tables, plan: Plan, name: str) -> tuple[Tables, Plan]:
    """The operation and its plan with this name wherever a name can stand."""
    items = tuple(dataclasses.replace(item, name=name, unit=name[:12]) for item in operation.items)
    places = tuple(dataclasses.replace(place, name=name) for place in operation.places)
    lifts = (dataclasses.replace(operation.lifts[0], lift=name),)
    trips = tuple(dataclasses.replace(trip, lift=name, vehicle=name) for trip in plan.trips)
    return (
        dataclasses.replace(operation, name=name, items=items, places=places, lifts=lifts),
        dataclasses.replace(plan, operation=name, trips=trips),
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_nothing_else(operation: Tables, plan: Plan, name: str) -> None:
    found = make_paper_files(*hostile(operation, plan, name))
    (printed,) = (content for path, content in found.items() if "001_" in path and path.endswith(".pdf"))
    shown = plain("".join(char for char in name.replace("\x1b[31m", "") if char.isprintable()))
    assert shown.replace(" ", "") in pages(printed)[0].replace(" ", "")
    (book,) = (content for path, content in found.items() if "001_" in path and path.endswith(".xlsx"))
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(book)) for row in sheet for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    "name", ["../../etc/cron", "C:\\x:y", "/abs", "..", "a\nb", "con", "x" * 300, "\u202egpj.exe", "ﷺ*?|<>"]
)
def test_no_name_leads_out_of_the_folder(operation: Tables, plan: Plan, name: str) -> None:
    lifts = (dataclasses.replace(operation.lifts[0], lift=name),)
    trips = (dataclasses.replace(plan.trips[0], lift=name),)
    found = make_paper_files(dataclasses.replace(operation, lifts=lifts), dataclasses.replace(plan, trips=trips))
    for path in found:
        folder, file = PurePosixPath(path).parts
        assert folder == name_series(dataclasses.replace(plan, trips=trips))
        assert file.startswith("001_2025-03-14")
        assert len(file.encode()) < 120
        assert not set(file) & set('\\/:*?"<>|\n\x00\u202e')
        assert ".." not in file


def test_long_names_stay_on_the_page(operation: Tables, plan: Plan) -> None:
    found = make_paper_files(*hostile(operation, plan, "W" * 200))
    for path, content in found.items():
        if "001_" in path and path.endswith(".pdf"):
            # The labels behind the forms are cut out along lines at the edge.
            for page in [number for number, text in enumerate(pages(content)) if "Page" in text]:
                assert min(widest_ink(content, page)) > 0.02
                assert len(codes(content, page)) <= 1


@pytest.mark.parametrize("digits", ["latin", "arab"])
def test_in_arabic_the_page_runs_from_right_to_left(operation: Tables, plan: Plan, digits: str) -> None:
    arabic = dataclasses.replace(
        operation,
        places=tuple(dataclasses.replace(place, name="مخيم الأمل الكبير") for place in operation.places),
        items=tuple(dataclasses.replace(item, name="خيمة عائلية (بيضاء)") for item in operation.items),
    )
    with speaking("ar", digits):
        found = make_paper_files(arabic, plan)
    printed = named(found, "001_2025-03-14_plane.pdf")
    words = arabic_words(" ".join(pages(printed)))
    assert {"مخيم", "الأمل", "الكبير", "خيمة", "عائلية", "بيضاء", "الجمعة", "آذار"} <= words
    assert f"{name_series(plan)}-001" in pages(printed)[0]
    assert codes(printed, 0) == [f"{name_series(plan)}-001"]
    assert (set("٠٢٥") <= set(pages(printed)[0])) == (digits == "arab")
    assert {"مخيم", "خيمة"} <= arabic_words(pages(printed)[-1])
    book = openpyxl.load_workbook(io.BytesIO(named(found, "001_2025-03-14_plane.xlsx")))
    assert all(sheet.sheet_view.rightToLeft for sheet in book)


def test_every_word_of_the_forms_is_printed_in_arabic(operation: Tables, plan: Plan) -> None:
    with speaking("ar"):
        found = make_paper_files(operation, plan)
        begins = ("field_", "box_", "sign_", "state_", "received_", "waybill", "packing", "total")
        said = [say("papers", code) for code in load_messages("ar")["papers"] if code.startswith(begins)]
    words = {word for line in said for word in arabic_words(line)}
    lost, missing = unread(named(found, "001_2025-03-14_plane.pdf"), words)
    assert len(words) > 40
    assert len(lost) < len(words) / 8
    assert missing == []


def rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_what_is_dangerous_is_said_on_every_paper(operation: Tables, plan: Plan) -> None:
    # Chlorine tablets (UN3077, read) and lanterns with lithium batteries (UN3481, recalled).
    names = ("nadcc_67", "solar_lantern")
    items = tuple(dataclasses.replace(item, item=name) for item, name in zip(operation.items, names, strict=True))
    trips = tuple(
        dataclasses.replace(
            trip,
            cargo=tuple(
                dataclasses.replace(part, item=names[0] if part.item == "rice" else names[1]) for part in trip.cargo
            ),
        )
        for trip in plan.trips
    )
    found = make_paper_files(dataclasses.replace(operation, items=items), dataclasses.replace(plan, trips=trips))
    for number, said in (("001_2025-03-14", "UN3481 (to confirm), class 9"), ("002_2025-03-15", "UN3077, class 9")):
        assert all(said in text for text in pages(named(found, f"{number}_plane.pdf")))


def test_the_workbook_holds_the_same(plan: Plan, papers: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(named(papers, "002_2025-03-15_plane.xlsx")))
    assert book.sheetnames == ["Waybill", "Packing list"]
    bill = rows(book["Waybill"])
    assert [row[0] for row in bill[:2]] == ["Cargo manifest and waybill", f"{name_series(plan)}-002"]
    flat = [value for row in bill for value in row if value is not None]
    assert {"Consignor", "Notify party", "The camp", "Sender", "Transporter", "Receiver", "Damaged", "Reason"} <= set(
        flat
    )
    line = next(row for row in bill if row[0] == 1)
    assert line == [1, "Rice (rice)", "1-2", 2, "50 kg", "100 kg", 100, 102, 0.16, None, None, None, None, None, None]
    packing = next(row for row in rows(book["Packing list"]) if row[2] == "Rice (rice)")
    assert packing == ["1-2", 2, "Rice (rice)", "50 kg", 50, 51, 0.08, 102, 0.16, None, "1", None, None]
    assert book["Waybill"].page_setup.orientation == "landscape"
    assert not any(sheet.sheet_view.rightToLeft for sheet in book)


def test_several_vehicles_share_a_file_but_not_a_number(operation: Tables, plan: Plan) -> None:
    cargo = (dataclasses.replace(plan.trips[1].cargo[0], packs=8.0, quantity=400.0, kg=408.0, m3=0.64),)
    two = dataclasses.replace(
        plan, trips=(dataclasses.replace(plan.trips[1], vehicles=2, kg=408.0, m3=0.64, cargo=cargo),)
    )
    found = make_paper_files(operation, two)
    texts = pages(named(found, ".pdf"))
    assert [f"No. {name_series(two)}-001-{vehicle}" in texts[page] for page, vehicle in enumerate((1, 1, 2, 2))] == [
        True
    ] * 4
    assert "vehicle 1 of 2" in texts[0]
    assert all("Page 1 of 1" in text for text in texts[:4])
    book = openpyxl.load_workbook(io.BytesIO(named(found, ".xlsx")))
    assert book.sheetnames == ["Waybill 1", "Packing list 1", "Waybill 2", "Packing list 2"]


def test_by_road_packages_are_left_to_count(operation: Tables, plan: Plan) -> None:
    road = dataclasses.replace(
        operation, lifts=(dataclasses.replace(operation.lifts[0], mode="flow", payload_kg=None),)
    )
    cargo = tuple(dataclasses.replace(part, packs=None) for part in plan.trips[1].cargo)
    trip = dataclasses.replace(plan.trips[1], vehicles=None, cargo=cargo)
    found = make_paper_files(road, dataclasses.replace(plan, trips=(trip,)))
    assert sorted(name.rpartition("_")[2] for name in found) == ["plane.pdf", "plane.xlsx"]
    assert "count the packages at loading" in pages(named(found, ".pdf"))[0]


def test_a_flight_that_carries_nothing_still_has_a_paper(operation: Tables, plan: Plan) -> None:
    empty = dataclasses.replace(plan.trips[0], kg=0.0, m3=0.0, cargo=())
    found = make_paper_files(operation, dataclasses.replace(plan, trips=(empty,)))
    assert sorted(name.rpartition("_")[2] for name in found) == ["plane.pdf", "plane.xlsx"]
    assert "Total 0 0 0" in pages(named(found, ".pdf"))[0]
    assert make_paper_files(operation, dataclasses.replace(plan, trips=())) == {}


def test_labels_of_a_large_flight_stay_small(operation: Tables, plan: Plan) -> None:
    cargo = (dataclasses.replace(plan.trips[1].cargo[0], packs=800.0, quantity=40_000.0, kg=40_800.0, m3=64.0),)
    large = dataclasses.replace(plan.trips[1], kg=40_800.0, m3=64.0, cargo=cargo)
    found = make_paper_files(operation, dataclasses.replace(plan, trips=(large,)))
    labels = named(found, ".pdf")
    assert "Pallet 43 of 43" in pages(labels)[-1]
    assert len(labels) < 200_000


@pytest.mark.parametrize("goods", range(9, 30))
def test_signatures_never_stand_alone_on_a_page(operation: Tables, plan: Plan, goods: int) -> None:
    names = [f"good_{number}" for number in range(goods)]
    items = tuple(dataclasses.replace(operation.items[0], item=name, name=name) for name in names)
    cargo = tuple(dataclasses.replace(plan.trips[1].cargo[0], item=name) for name in names)
    trip = dataclasses.replace(plan.trips[1], cargo=cargo)
    many = dataclasses.replace(operation, items=(*operation.items, *items))
    found = make_paper_files(many, dataclasses.replace(plan, trips=(trip,)))
    bill = [page for page in pages(named(found, ".pdf")) if "Cargo manifest" in page]
    signed = [page for page in bill if "verified by" in page]
    assert len(signed) == 1
    assert f"good_{goods - 1}" in signed[0]
    assert "Total" in signed[0]
    assert "Received, counted by the receiver" in signed[0]
