"""Whatever stands in the files, reading gives an operation or one refusal with words for every problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from malja.language.say import say_problem
from malja.operation.reading.read_operation import read_operation
from malja.operation.write_operation import format_operation_files, write_operation
from malja.problems import Refused
from tests.operation.conftest import CAMP

FILES = sorted(CAMP)
WORDS = (
    *("base", "hub", "tent", "water", "fuel", "plane", "site", "asset", "daily", "flow", "yes", "everyone", "٣", "nan"),
    *("2025-03-10", "10/03/2025", "1,5", "1e400", "-1", "0", "9" * 15, "#", "=1+1", "'"),
)
#: Cells that look right in some column and wrong in the others, and what people really type.
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers().map(str),
    st.floats().map(repr),
    st.dates().map(str),
)
#: Letters and digits of every script, and signs that CSV files and spreadsheets take for their own.
SIGNS = st.one_of(st.sampled_from("=+-@';, \""), st.characters(categories=("L", "N")))
QUICK = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "camp"
    made.mkdir()
    return made


def fill(folder: Path, changes: dict[str, bytes]) -> None:
    for name, content in CAMP.items():
        (folder / name).write_bytes(changes.get(name, content.encode()))


def read_or_refused(folder: Path) -> None:
    """Read; what is read can be written and read again, what is refused has words."""
    try:
        operation = read_operation(folder)
    except Refused as refused:
        said = [say_problem(problem) for problem in refused.problems]
        assert said
        assert all(len(words) < 1000 and "\n" not in words for words in said)
        return
    assert format_operation_files(operation)["operation.toml"]


@QUICK
@given(name=st.sampled_from(FILES), content=st.binary(max_size=120))
def test_any_bytes_in_any_file(folder: Path, name: str, content: bytes) -> None:
    fill(folder, {name: content})
    read_or_refused(folder)


@QUICK
@given(data=st.data(), name=st.sampled_from([name for name in FILES if name.endswith(".csv")]))
def test_any_text_in_any_cell(folder: Path, data: st.DataObject, name: str) -> None:
    lines = [line.split(",") for line in CAMP[name].splitlines()]
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.sampled_from(lines))
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(CELLS)
    fill(folder, {name: "\n".join(map(",".join, lines)).encode()})
    read_or_refused(folder)


@QUICK
@given(data=st.data())
def test_any_value_of_any_key(folder: Path, data: st.DataObject) -> None:
    values = st.one_of(
        CELLS,
        CELLS.map(lambda text: f'"{text}"'),
        st.sampled_from(["[]", "[1, 2, 3]", "{}", "true", "07:00:00", "[[0]]"]),
    )
    lines = [line.split(" = ") for line in CAMP["operation.toml"].splitlines()]
    data.draw(st.sampled_from(lines))[1] = data.draw(values)
    fill(folder, {"operation.toml": "\n".join(map(" = ".join, lines)).encode()})
    read_or_refused(folder)


@QUICK
@given(
    name=st.text(SIGNS, max_size=20),
    places=st.lists(st.text(SIGNS, min_size=1, max_size=8), min_size=1, max_size=4, unique_by=str.strip),
    quantity=st.floats(0, 1e15),
    lat=st.one_of(st.none(), st.floats(-90, 90)),
)
def test_what_is_read_is_written_and_read_again_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    folder: Path,
    name: str,
    places: list[str],
    quantity: float,
    lat: float | None,
) -> None:
    quoted = [place.replace('"', '""') for place in places]
    number = "" if lat is None else repr(lat)
    rows = [f'"{place}",site,"{name.replace(chr(34), chr(39))}",{number}' for place in quoted]
    stock = [f'"{place}",fuel,{quantity!r}' for place in quoted]
    fill(
        folder,
        {
            "places.csv": "\n".join([CAMP["places.csv"].splitlines()[0].replace("storage_m3", "lat"), *rows]).encode(),
            "stock.csv": "\n".join(["place,item,quantity", *stock]).encode(),
        },
    )
    for table in ("people", "services", "supply", "lifts", "committed"):
        (folder / f"{table}.csv").unlink()
    try:
        operation = read_operation(folder)
    except Refused as refused:
        event("refused")
        wrong = {problem.file for problem in refused.problems} - {"places.csv", "stock.csv"}
    else:
        event("read")
        wrong = set()
        copy = tmp_path_factory.mktemp("copies") / "copy"
        write_operation(operation, copy)
        assert read_operation(copy) == operation
    assert not wrong
