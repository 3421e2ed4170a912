"""Everything that --public writes, in all languages and digits, is searched for what must not leave.

The same search over what the operation keeps for itself finds nearly all of it, so that it is known to look well.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import re
import zipfile
from functools import cache
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from malja.cli.app import app
from malja.language.languages import languages
from malja.language.say import load_messages
from malja.language.speech import DIGIT_SETS
from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.requests.request_search import find_requests
from malja.operation.operation import Operation
from malja.operation.write_operation import write_operation
from malja.outputs import RECORD_FILE
from malja.report.report_files import PUBLIC_NAMES, make_public_report_files
from malja.report.situation import Situation

#: Words of the tables: names, ids, notes, sources.
WORDS = (
    *("Qdocument", "Qedition", "Qpage", "Qnote", "Qoperation", "qsource", "Qwarehouse", "qhub", "Qhangar", "qsite"),
    *("Qairfield", "qsmall", "Qfarm", "qgroup", "Qwater", "Qsector", "Qneed", "Qunit", "Qfood", "qitem", "qrice"),
    *("qplane", "qroad", "QTAIL"),
)
#: Exact headcounts, positions, limits, prices, stock and loads of the tables and the plan.
NUMBERS = (
    *("8217", "7904", "313", "25.123456", "55.654321", "34.567891", "33.198765", "35.411223", "35.943322"),
    *("4321.5", "87654", "98765.4", "23456.7", "13579", "437", "38123", "45678", "61234", "3.333", "7.77", "51.3"),
    *("33393", "33390", "22418", "22409"),
)
SPOKEN = [(locale, digits) for locale in languages() for digits in DIGIT_SETS]
LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")


def plain(text: str) -> str:
    """The text with Latin digits and without marks of thousands, so that a number is found however it is written."""
    return re.sub(r"(?<=\d)[,٬\u00a0\u202f ](?=\d{3}(?!\d))", "", text.translate(LATIN))


def text_of(name: str, content: bytes) -> str:
    """All that a file says: its own name, what can be read in it, what it says of itself, unpacked."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [f"{entry.filename} {archive.read(entry).decode('utf-8')}" for entry in archive.infolist()]
        return "\n".join([name, *parts])
    if name.endswith(".pdf"):
        pdf = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in pdf.pages]
        about = [str(pdf.metadata), str(pdf.xmp_metadata and pdf.xmp_metadata.stream.get_data()), str(pdf.outline)]
        return "\n".join([name, *pages, *about])
    return f"{name}\n{content.decode('utf-8')}"


def found(text: str) -> set[str]:
    """Which of the secrets a text holds; numbers also backwards, as text that runs from right to left may come out."""
    numbers = plain(text)
    words = {word for word in WORDS if word.casefold() in text.casefold()}
    return words | {
        number
        for number in NUMBERS
        if any(re.search(rf"(?<![\d.]){re.escape(form)}(?!\d)", numbers) for form in (number, number[::-1]))
    }


@pytest.fixture(scope="session")
def folder(secret: Operation, secret_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operation and its plan as files."""
    folder = tmp_path_factory.mktemp("leaks")
    write_operation(secret, folder / "tables")
    (folder / "plan.json").write_text(format_plan(secret_plan), encoding="utf-8")
    return folder


@cache
def report(folder: Path, locale: str, digits: str, *options: str) -> tuple[Path, Result]:
    """What malja report writes, and what it says; the folder's name says nothing."""
    out = folder / "-".join(["out", locale, digits, *(option.strip("-") for option in options if option[0] == "-")])
    spoken = ["--language", locale, "--digits", digits]
    given = [str(folder / "tables"), "--plan", str(folder / "plan.json"), "--out", str(out)]
    return out, CliRunner().invoke(app, [*spoken, "report", *given, *options])


@pytest.mark.parametrize(("locale", "digits"), SPOKEN)
def test_nothing_that_is_written_or_said_for_the_public_holds_a_secret(folder: Path, locale: str, digits: str) -> None:
    out, said = report(folder, locale, digits, "--public")
    assert said.exit_code == 0, said.output
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {path.name for path in files} == {*PUBLIC_NAMES, RECORD_FILE}
    assert {path.parent for path in files if path.name != RECORD_FILE} == {out / "public"}
    # The record stands beside what may leave: names of its files, and hashes, in which any digits may come.
    told = json.loads((out / RECORD_FILE).read_text(encoding="utf-8"))
    assert set(told["files"]) == {f"public/{name}" for name in PUBLIC_NAMES}
    for path in [path for path in files if path.name != RECORD_FILE]:
        content = path.read_bytes()
        assert found(text_of(path.name, content)) == set(), path.name
        assert [word for word in WORDS if word.casefold().encode() in content.lower()] == [], path.name
    assert found(said.output.replace(str(out), "")) == set()


def test_real_requests_tell_nothing_either(secret_situation: Situation) -> None:
    """Requests as they are found, for food, water and roof, and for the few at the small site."""
    found_out = find_requests(secret_situation.operation)
    assert {request.place for tier in found_out.tiers for request in tier.requests} == {"qsite", "qsmall"}
    files = make_public_report_files(dataclasses.replace(secret_situation, requests=found_out))
    for name, content in files.items():
        assert found(text_of(name, content)) == set(), name
    asked = json.loads(files["figures.json"])["asked"]
    assert {one["site"] for one in asked} == {1}


@pytest.mark.parametrize(("locale", "digits"), SPOKEN)
def test_no_day_stands_in_it(folder: Path, locale: str, digits: str) -> None:
    """No date but the one that means nothing, no weekday, no day of a month: weeks and months only."""
    out, _ = report(folder, locale, digits, "--public")
    words = load_messages(locale)["date"]
    months = "|".join(re.escape(words[month]) for month in ("apr", "may", "jun"))
    weekdays = "|".join(re.escape(words[day]) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    for path in (out / "public").iterdir():
        text = plain(text_of(path.name, path.read_bytes()))
        dates = set(re.findall(r"(?<!\d)(?:19|20)\d\d-?[01]\d-?[0-3]\d(?!\d)", text))
        assert dates <= {"1980-01-01", "19800101"}, path.name
        # Arabic comes out of a PDF without its brackets, digits maybe backwards: "week 19 (May 2025)" is 19 beside May.
        beside = set(re.findall(rf"(?<!\d)(\d{{1,2}})\.? ?(?:{months})", text))
        assert beside <= ({"19", "20", "21", "91", "02", "12"} if path.suffix == ".pdf" else set()), path.name
        said = re.sub(r"<[^>]*>", " ", text)
        assert re.findall(rf"(?<!\w)(?:{weekdays})(?!\w)", said) == [], path.name


def test_the_search_finds_what_the_operation_keeps_for_itself(folder: Path) -> None:
    out, said = report(folder, "en", "latin", "--quick")
    assert said.exit_code == 0, said.output
    texts = [text_of(path.name, path.read_bytes()) for path in out.rglob("*") if path.is_file()]
    held = set().union(*(found(text) for text in texts))
    # What stands in the tables alone, and in nothing that is written of them.
    assert set(WORDS) - held <= {"Qpage", "Qedition"}
    assert {"8217", "13579", "87654", "98765.4"} <= held
    assert any(re.search(r"2025-05-0[68]", text) for text in texts)


@pytest.mark.parametrize("form", ["8217", "8,217", "8٬217", "٨٢١٧", "٨٬٢١٧", "8 217", "8\u202f217", "7128"])
def test_the_search_finds_a_number_however_it_is_written(form: str) -> None:
    assert found(f"x {form} y") == {"8217"}
    assert found(f"9{form} 1{form}9".replace(" 1", "_1")) == set()


def test_arabic_and_english_say_the_same_figures(folder: Path) -> None:
    """The JSON files differ in words only."""
    held = {}
    for locale, digits in itertools.product(languages(), ("latin",)):
        out, _ = report(folder, locale, digits, "--public")
        record = json.loads((out / "public" / "figures.json").read_text(encoding="utf-8"))
        held[locale] = [(need["site"], need["tier"], need["people"], need["missing"]) for need in record["needs"]]
    assert len(held) == 2
    assert held["ar"] == held["en"]


def test_titles_and_own_names_leave_only_when_they_are_given(folder: Path) -> None:
    out, said = report(folder, "en", "latin", "--public", "--quick", "--title", "Near the coast", "--own-names")
    assert said.exit_code == 0, said.output
    texts = {path.name: text_of(path.name, path.read_bytes()) for path in (out / "public").iterdir()}
    assert all("Near the coast" in text for name, text in texts.items() if name != "report.pdf")
    assert "Qfood" in texts["report.html"]
    assert {"Near the coast", "Qneed", "Qfood", "Qrice", "Qitem"} <= set(
        re.findall(r"Near the coast|Q\w+", said.output)
    )
    everything = set().union(*(found(text) for text in texts.values()))
    assert everything <= {"Qfood", "Qneed", "qrice", "qitem"}


@pytest.mark.parametrize("options", [("--title", "A title"), ("--own-names",)])
def test_options_of_the_public_version_are_refused_without_it(folder: Path, options: tuple[str, ...]) -> None:
    out, said = report(folder, "en", "latin", *options)
    assert said.exit_code == 2
    assert "--public" in said.output
    assert not out.exists()


def test_a_folder_that_holds_anything_else_is_refused(folder: Path) -> None:
    out = folder / "mixed"
    (out / "public").mkdir(parents=True)
    (out / "public" / "manifests.xlsx").write_bytes(b"")
    given = ["report", str(folder / "tables"), "--plan", str(folder / "plan.json"), "--out", str(out), "--public"]
    said = CliRunner().invoke(app, given)
    assert said.exit_code == 2
    assert "manifests.xlsx" in said.output
    assert [path.name for path in (out / "public").iterdir()] == ["manifests.xlsx"]


def test_papers_refuse_to_be_made_public(folder: Path) -> None:
    given = ["papers", str(folder / "tables"), "--plan", str(folder / "plan.json"), "--out", str(folder / "papers")]
    said = CliRunner().invoke(app, [*given, "--public"])
    assert said.exit_code == 2
    assert "when and where aircraft land" in said.output
    assert not (folder / "papers").exists()


def test_hxl_files_of_the_public_are_read_by_libhxl(folder: Path) -> None:
    """Weeks are dates that HXL's tools know; few people are told as such."""
    import hxl
    import hxl.datatypes

    out, _ = report(folder, "en", "latin", "--public")
    for path in (out / "public").glob("*.csv"):
        source = hxl.data(io.BytesIO(path.read_bytes())).cache()
        raw = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert source.display_tags == raw[1]
        assert [list(row.values) for row in source] == raw[2:]
        weeks = [row.get("#date+reported") for row in source]
        assert [hxl.datatypes.normalise_date(week) for week in weeks] == weeks
    people = list(csv.DictReader((out / "public" / "hxl_people.csv").read_text(encoding="utf-8-sig").splitlines()[1:]))
    assert {row["#population+ind"] for row in people} == {"8200", "7900", "<10"}
