"""docs/standards.md is what the catalogue says today, and marks what rests on recall or assumption."""

from __future__ import annotations

from pathlib import Path

from malja.catalogue.citations import cite_source
from malja.catalogue.facts import Source
from malja.catalogue.load_catalogue import load_catalogue
from malja.catalogue.standards_cells import make_table
from malja.catalogue.standards_page import make_standards_page

PAGE = Path(__file__).parents[2] / "docs" / "standards.md"


def test_the_page_is_up_to_date() -> None:
    """If this fails: `python -m malja.catalogue.standards_page > docs/standards.md`."""
    assert PAGE.read_text(encoding="utf-8") == make_standards_page()


def test_every_row_of_both_climates_stands_in_it() -> None:
    page = make_standards_page()
    for climate in ("warm", "cold"):
        found = load_catalogue("warm" if climate == "warm" else "cold")
        names = [need.need for need in found.needs] + [item.item for item in found.items]
        names += [vehicle.vehicle for vehicle in found.vehicles] + [group.group for group in found.groups]
        assert [name for name in names if f"`{name}`" not in page] == []
    assert "`covered_area` (warm)" in page
    assert "`covered_area`\\* (cold)" in page


def test_uncertain_rows_are_marked_and_certain_ones_are_not() -> None:
    page = make_standards_page()
    for need in load_catalogue("warm").needs:
        assert (f"| `{need.need}`\\*" in page) == need.source.is_uncertain or need.need in ("covered_area", "blankets")


def test_each_document_is_cited_with_its_own_edition() -> None:
    both = Source(document="Handbook; Guide", edition="2018; not known", page="p.1; p.2")
    assert cite_source(both) == "Handbook, 2018, p.1; Guide, edition not known, p.2"
    assert (
        cite_source(Source(document="Handbook; Guide", edition="2018; 2011", page="p.1"))
        == "Handbook, 2018; Guide, 2011; p.1"
    )
    assert cite_source(Source(document="Handbook; Guide", edition="2018")) == "Handbook; Guide, 2018"


def test_baskets_stowage_and_segregation_stand_in_it() -> None:
    page = make_standards_page()
    assert "| `general`\\* | `cereals` | 14 on | at least 45 %, at most 80 % |" in page
    assert "| `c130h`\\* | `any` |  |  | 6 | 161 | 4,697 | 12 |" in page
    assert "| 3 | 5.1 | vehicle |" in page
    assert "| `rice` | cereals | yes | yes |  |  |  | bag |" in page


def test_bars_do_not_break_a_table() -> None:
    assert make_table(("a", "b"), [("1|2", "3")]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |\n"
