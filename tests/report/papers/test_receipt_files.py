"""The goods received note and the claim, read back as a reader, a scanner and a spreadsheet would."""

from __future__ import annotations

import dataclasses
import datetime
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from malja.facts.fact import BodyValue, Fact
from malja.language.say import load_messages, say
from malja.language.speech import speaking
from malja.operation.rows import Supply, Tables
from malja.report.papers.receipt_files import make_receipt_files
from malja.stock.ledger.ledger import Ledger
from malja.transport.flight import Flight
from malja.transport.flights import Flights
from tests.report.printing import arabic_words, codes, pages, plain, sizes, unread, widest_ink

DEVICE = "3f2a9c1b04d7e811"
PACKS = {"rice": Decimal(50), "tent": Decimal(1)}


class Story:
    """A flight of 40 packs of rice and 3 tents, told step by step on one device."""

    def __init__(self, *, name: str = "IL-14", sender: str = "WFP, Amman", lot: str = "L1") -> None:
        self._flights = Flights(Ledger(PACKS.get), PACKS.get)
        self.name, self._number = name, 0
        self._tell("announced", 13, lift="plane", leaves="2025-03-14", manifest="M-77", sender=sender, carrier="Air 7")
        self._tell("loaded", 13, line="1", item="rice", packs=40, lot=lot, expiry="2026-01-31")
        self._tell("loaded", 13, line="2", item="tent", packs=3)
        self._tell("landed", 14)

    @property
    def flight(self) -> Flight:
        return self._flights.flights[self.name]

    def counted(self, **second: BodyValue) -> Story:
        rice: dict[str, BodyValue] = {
            "line": "1",
            "packs": 34,
            "damaged": 4,
            "reason": "wet",
            "counted_by": "tally clerk",
        }
        self._tell("counted", 14, **rice)
        self._tell("counted", 14, **{"line": "2", "packs": 3, "counted_by": "tally clerk", **second})
        return self

    def verified(self) -> Story:
        self._tell("verified", 15, store="camp", verified_by="site manager")
        return self

    def claimed(self) -> Story:
        self._tell("claimed", 16)
        return self

    def _tell(self, kind: str, on: int, **body: BodyValue) -> None:
        self._number += 1
        said: dict[str, BodyValue] = {"flight": self.name, **body}
        happened = datetime.date(2025, 3, on)
        fact = Fact(kind=f"flight.{kind}", happened=happened, body=said, device=DEVICE, number=self._number)
        assert self._flights.refusals(fact) == []
        self._flights.apply(fact)


def rows(content: bytes) -> list[list[Any]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_flight_has_a_tally_sheet_then_a_note_then_a_claim(operation: Tables) -> None:
    story = Story()
    assert list(make_receipt_files(operation, story.flight)) == ["tally_IL-14.pdf", "tally_IL-14.xlsx"]
    story.counted()
    assert list(make_receipt_files(operation, story.flight)) == ["tally_IL-14.pdf", "tally_IL-14.xlsx"]
    note = "GRN-3F2A9C1B-0001"
    story.verified()
    names = [f"{note}.pdf", f"{note}.xlsx", f"claim_draft_{note}.pdf", f"claim_draft_{note}.xlsx"]
    assert list(make_receipt_files(operation, story.flight)) == names
    story.claimed()
    names[2:] = ["CLM-3F2A9C1B-0001.pdf", "CLM-3F2A9C1B-0001.xlsx"]
    assert list(make_receipt_files(operation, story.flight)) == names


def test_a_flight_that_brought_everything_has_no_claim(operation: Tables) -> None:
    story = Story()
    story._tell("counted", 14, line="1", packs=40, counted_by="tally clerk")
    story._tell("counted", 14, line="2", packs=3, counted_by="tally clerk")
    story.verified()
    assert list(make_receipt_files(operation, story.flight)) == ["GRN-3F2A9C1B-0001.pdf", "GRN-3F2A9C1B-0001.xlsx"]


def test_the_tally_sheet_leaves_room_for_the_pen(operation: Tables) -> None:
    story = Story()
    (page,) = pages(make_receipt_files(operation, story.flight)["tally_IL-14.pdf"])
    for said in (
        *("Tally sheet", "Not verified", "Flight IL-14", "Manifest or waybill number M-77", "Sender WFP, Amman"),
        *("Carrier Air 7", "From depot", "To The camp", "Landed on Fri 14 March 2025", "1 Rice (rice)"),
        *("kg 40 50 2,000 2 Tent", "The goods are available to nobody", "Count verified by (another person)"),
    ):
        assert said in page, said
    assert not any(said in page for said in ("GRN", "GOODS RECEIVED NOTE", "2,000 0"))


def test_the_note_says_what_came_what_differs_why_and_who(operation: Tables) -> None:
    found = make_receipt_files(operation, Story().counted().verified().flight)
    note = found["GRN-3F2A9C1B-0001.pdf"]
    (page,) = pages(note)
    for said in (
        *("Goods received note", "No. GRN-3F2A9C1B-0001", "Received into store The camp", "tally clerk"),
        *("Verified by (role) site manager", "Verified on Sat 15 March 2025", "L1, 2026-01-31"),
        "kg 40 50 2,000 50 34 4 1,700 -2 -100 wet tally clerk",
        "tent 3 1 3 1 3 0 3 0 0 tally clerk",
        *("Total 43 37 4", "Damaged packages are available to nobody", "Transporter", "Page 1 of 1"),
    ):
        assert said in page, said
    assert codes(note, 0) == ["GRN-3F2A9C1B-0001"]
    assert sizes(note) == {(297, 210)}
    assert min(widest_ink(note, 0)) > 0.02


def test_the_claim_says_what_is_asked_of_the_sender(operation: Tables) -> None:
    found = make_receipt_files(operation, Story().counted().verified().claimed().flight)
    claim = found["CLM-3F2A9C1B-0001.pdf"]
    (page,) = pages(claim)
    for said in (
        *("Claim to the sender", "No. CLM-3F2A9C1B-0001", "Goods received note GRN-3F2A9C1B-0001", "Sender WFP, Amman"),
        *("Manifest or waybill number M-77", "Claim sent on Sun 16 March 2025", "site manager"),
        # 4 bags damaged and 2 short of 51 kg each; 300 kg at 0.5.
        "kg 40 50 2,000 34 50 1,700 4 200 2 100 wet 306 150",
        "Of flight IL-14 we claim 2 packages short and 4 damaged, 306 kg gross in all; 0 packages are over.",
        *("in USD", "Sender's answer", "Accepted (yes, no, in part)", "Receiver"),
    ):
        assert said in page, said
    assert "Tent" not in page
    assert codes(claim, 0) == ["CLM-3F2A9C1B-0001"]


def test_another_item_is_short_of_the_one_and_over_of_the_other(operation: Tables) -> None:
    story = Story().counted(item="rice", packs=3, reason="wrong_item").verified().claimed()
    (page,) = pages(make_receipt_files(operation, story.flight)["CLM-3F2A9C1B-0001.pdf"])
    assert "2 Tent* (tent) tent 3 1 3 0 0 3 3 wrong item 180 900" in page or "2 Tent (tent) tent 3 1 3 0 0 3 3" in page
    assert "2 Rice (rice) kg 0 0 3 50 150 3 150 wrong item" in page
    assert "we claim 5 packages short and 4 damaged, 486 kg gross in all; 3 packages are over." in page


def test_a_value_that_is_not_known_is_left_to_the_pen(operation: Tables) -> None:
    twice = dataclasses.replace(
        operation,
        supply=(*operation.supply, Supply(place="camp", item="rice", unit_cost=0.7)),
        items=operation.items[1:],
    )
    found = make_receipt_files(twice, Story().counted().verified().claimed().flight)
    line = next(row for row in rows(found["CLM-3F2A9C1B-0001.xlsx"]) if row[0] == "1")
    assert line[-3:] == ["wet", None, None]
    (page,) = pages(found["CLM-3F2A9C1B-0001.pdf"])
    assert "we claim 2 packages short and 4 damaged; 0 packages are over." in page


def test_the_workbooks_hold_the_same_as_numbers(operation: Tables) -> None:
    found = make_receipt_files(operation, Story().counted().verified().claimed().flight)
    note = rows(found["GRN-3F2A9C1B-0001.xlsx"])
    assert [row[0] for row in note[:2]] == ["Goods received note", "GRN-3F2A9C1B-0001"]
    line = next(row for row in note if row[0] == "1")
    assert line[4:] == [40, 50, 2000, 50, 34, 4, 1700, -2, -100, "wet", "tally clerk"]
    claim = rows(found["CLM-3F2A9C1B-0001.xlsx"])
    line = next(row for row in claim if row[0] == "1")
    assert line[4:] == [40, 50, 2000, 34, 50, 1700, 4, 200, 2, 100, None, None, "wet", 306, 150]
    (sheet,) = openpyxl.load_workbook(io.BytesIO(found["GRN-3F2A9C1B-0001.xlsx"]))
    assert sheet.title == "Goods received"
    assert sheet.page_setup.orientation == "landscape"


def test_two_runs_give_the_same_papers(operation: Tables) -> None:
    story = Story().counted().verified().claimed()
    assert make_receipt_files(operation, story.flight) == make_receipt_files(operation, story.flight)


@pytest.mark.parametrize("digits", ["latin", "arab"])
def test_receipts_in_arabic_run_from_right_to_left(operation: Tables, digits: str) -> None:
    story = Story(sender="برنامج الأغذية العالمي").counted().verified().claimed()
    with speaking("ar", digits):
        found = make_receipt_files(operation, story.flight)
    note = found["GRN-3F2A9C1B-0001.pdf"]
    (page,) = pages(note)
    assert {"استلام", "البضائع", "الأغذية", "العالمي"} <= arabic_words(page)
    assert "GRN-3F2A9C1B-0001" in page
    assert codes(note, 0) == ["GRN-3F2A9C1B-0001"]
    # The sign of what is short stands before the number, as it is read.
    assert digits == "arab" or "-100" in page
    assert (set("٠١٢") <= set(page)) == (digits == "arab")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(found["CLM-3F2A9C1B-0001.xlsx"]))
    assert sheet.sheet_view.rightToLeft


def test_every_word_of_the_receipts_is_printed_in_arabic(operation: Tables) -> None:
    begins = {"GRN": ("field_", "group_", "column_", "note_d"), "CLM": ("claim", "answer_", "box_", "note_claimed")}
    story = Story().counted().verified().claimed()
    with speaking("ar"):
        found = make_receipt_files(operation, story.flight)
        for prefix, starts in begins.items():
            elsewhere = ("field_note", "field_claimed_on", "group_received_good", "group_shipped_short", "group_short")
            others = (
                "group_damaged",
                "group_over",
                "column_few",
                "column_short",
                "column_kg",
                "column_value",
                "claim_d",
            )
            said = [
                say("receipt", code, currency="USD")
                for code in load_messages("ar")["receipt"]
                if code.startswith(starts) and not code.startswith((*elsewhere, *others, "column_pack_short"))
            ]
            words = {word for line in said for word in arabic_words(line)}
            lost, missing = unread(found[f"{prefix}-3F2A9C1B-0001.pdf"], words)
            assert len(words) > 12
            assert (missing, len(lost) < len(words) / 4) == ([], True)


HOSTILE = [
    '#read("/etc/passwd") $x^2$ *bold* @label <tag> // no "quote"',
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "{page} {of} %s",
    "a\u202eb\u2066c\x00",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_wrote_is_text_and_nothing_else(operation: Tables, name: str) -> None:
    story = Story(name=name, sender=name, lot=name).counted().verified()
    found = make_receipt_files(operation, story.flight)
    note = found["GRN-3F2A9C1B-0001.pdf"]
    shown = plain("".join(char for char in name if char.isprintable())).replace(" ", "")
    assert pages(note)[0].replace(" ", "").count(shown) >= 3
    for path, content in found.items():
        if path.endswith(".xlsx"):
            (sheet,) = openpyxl.load_workbook(io.BytesIO(content))
            cells = [cell for row in sheet for cell in row if cell.value is not None]
            assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
            assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "@"))]


@pytest.mark.parametrize("name", ["../../etc/cron", "C:\\x:y", "con?", "x" * 300, "\u202egpj.exe", "ﷺ*|<>"])
def test_no_flight_leads_out_of_the_folder(operation: Tables, name: str) -> None:
    for path in make_receipt_files(operation, Story(name=name).flight):
        assert path.startswith("tally_")
        assert not set(path) & set('\\/:*?"<>|\n\x00\u202e')
        assert len(path.encode()) < 120
        assert ".." not in path


def test_long_words_and_many_lines_stay_on_the_pages(operation: Tables) -> None:
    story = Story(name="W" * 200, sender="W" * 200, lot="W" * 60)
    for line in range(3, 60):
        story._tell("loaded", 14, line=str(line), item="rice", packs=10**5)
    story.counted()
    for line in range(3, 60):
        story._tell("counted", 14, line=str(line), packs=0, reason="theft", counted_by="W" * 60)
    found = make_receipt_files(operation, story.verified().flight)
    for path, content in found.items():
        if path.endswith(".pdf"):
            assert len(pages(content)) > 2
            for page in range(len(pages(content))):
                assert min(widest_ink(content, page)) > 0.02


def test_what_is_known_of_a_flight_that_nobody_announced_is_printed(operation: Tables) -> None:
    flights = Flights(Ledger(PACKS.get), PACKS.get)
    body: dict[str, BodyValue] = {"flight": "f", "line": "1", "item": "rice", "packs": 2, "counted_by": "tally"}
    flights.apply(Fact(kind="flight.counted", happened=datetime.date(2025, 3, 14), body=body, device="b", number=1))
    (page,) = pages(make_receipt_files(operation, flights.flights["f"])["tally_f.pdf"])
    assert "1 Rice (rice) kg 0 0 50 2 0 100 2 100 tally" in page
