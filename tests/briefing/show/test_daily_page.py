"""The daily page: the same figures as the screen, heads that `verify` takes back, the same bytes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.sites import a_site_after_a_day, said

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site_after_a_day(tmp_path)


def pages(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    assert len(document) <= 2
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_daily_page_has_the_same_figures_and_heads_to_verify_by(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    said("site", "day", site, "--out", out)
    text = pages(out)
    for words in ("6,350", "74,000 meals", "Round r1: 1 token, 6 persons", "Expired on Sat 1 March"):
        assert words in " ".join(text.split())
    [head] = said("journal", "heads", site).splitlines()
    assert head in text
    said("people", "arrive", site, "base", "1", *ON)
    assert "holds what was printed" in said("journal", "verify", site, "--against", head)


def test_the_same_site_gives_the_same_page(site: Path, tmp_path: Path) -> None:
    for language in ("en", "ar"):
        for name in ("one", "two"):
            said("site", "day", site, "--out", tmp_path / f"{language}-{name}.pdf", "--language", language)
        assert (tmp_path / f"{language}-one.pdf").read_bytes() == (tmp_path / f"{language}-two.pdf").read_bytes()
        assert pages(tmp_path / f"{language}-one.pdf")
