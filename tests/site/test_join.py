"""A device makes its card in a folder, and joins once, under the one name that it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.problems import Refused
from malja.site.join import join_site, load_card
from tests.site.bases import founded


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_card_stays_the_same_and_has_one_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load_card(tmp_path / "store")
    assert codes(refused) == ["device_nameless"]
    card = load_card(tmp_path / "store", name="store")
    assert load_card(tmp_path / "store") == card == load_card(tmp_path / "store", name="store")
    with pytest.raises(Refused) as refused:
        load_card(tmp_path / "store", name="gate")
    assert codes(refused) == ["device_named_already"]


def test_a_folder_that_is_a_site_joins_none(tmp_path: Path) -> None:
    founded(tmp_path / "base").close()
    with pytest.raises(Refused) as refused:
        join_site(tmp_path / "base", tmp_path / "bundle.bin")
    assert codes(refused) == ["site_already"]
