"""Printed pages read back: their words, their pictures, the codes on them."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import lru_cache
from typing import Any

import pypdf
import pypdfium2
import zxingcpp

#: Marks of direction and breaks that are wide as nothing.
UNSEEN = re.compile("[\u200b\u200e\u200f\u2009\u2066-\u2069\u202a-\u202e]")


# Reading takes longer than printing, and a test reads a file several times.
@lru_cache(maxsize=32)
def _read(pdf: bytes) -> tuple[str, ...]:
    return tuple(plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def pages(pdf: bytes) -> list[str]:
    """The words of each page as people read them, on one line."""
    return list(_read(pdf))


def plain(text: str) -> str:
    """The text without what is not seen; letters as they are written, whatever form they were drawn in."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def arabic_words(text: str) -> set[str]:
    """The Arabic words of a text but those with vowel signs, which are read back beside their letter.

    In a PDF each word stays whole, while those of a line may come in another order.
    """
    words = re.findall(r"[\u0621-\u063a\u0641-\u0652\u0670-\u06d3]{3,}", plain(text))
    return {word for word in words if not any(unicodedata.combining(char) for char in word)}


def unread(pdf: bytes, words: set[str]) -> tuple[list[str], list[str]]:
    """Words that cannot be read back letter by letter, and those of which not even the letters can, side by side.

    Readers differ: pypdf joins a vowel sign to the wrong letter, pdfium turns the letters of a ligature around and
    sets spaces within words. What one of them reads is there.
    """
    document = pypdfium2.PdfDocument(pdf)
    other = "".join(plain(document[page].get_textpage().get_text_range()) for page in range(len(document)))
    exact = "".join(pages(pdf)) + " " + other
    letters = other.replace(" ", "")
    lost = sorted(word for word in words if word not in exact)
    return lost, [word for word in lost if not _stands_turned(word, letters)]


def _stands_turned(word: str, letters: str) -> bool:
    wanted = sorted(word)
    starts = (at for at, letter in enumerate(letters) if letter in word)
    return any(sorted(letters[at : at + len(word)]) == wanted for at in starts)


def picture(pdf: bytes, page: int, scale: float = 2.0) -> Any:
    """A page as an array of rows, columns and colours."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_numpy()


def codes(pdf: bytes, page: int) -> list[str]:
    """What the codes on a page say to a scanner."""
    return [found.text for found in zxingcpp.read_barcodes(picture(pdf, page))]


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """The sizes of the pages in whole millimetres."""
    found = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return {(round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) for page in found}


def widest_ink(pdf: bytes, page: int) -> tuple[float, float]:
    """How far from the left and the right edge ink stands, in shares of the page's width."""
    grey = picture(pdf, page, scale=0.8).min(axis=2)
    columns = (grey < 200).any(axis=0).nonzero()[0]
    return columns[0] / grey.shape[1], 1 - columns[-1] / grey.shape[1]
