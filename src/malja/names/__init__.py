"""One person, many spellings: names read, indexed and compared across Arabic, Kurdish and Latin script.

    >>> from malja.names import compare
    >>> compare("Mohammed al-Jassem", "محمد الجاسم").same
    True
    >>> compare("Ali Hasan", "Hasan Ali").same
    False

A score is a suspicion for a person to settle, never a verdict. Nothing here reads or writes files, and nothing is kept
between calls.
"""

from __future__ import annotations

from malja.names.compare import compare
from malja.names.duplicates import duplicates
from malja.names.find import Found, Index
from malja.names.keys import keys
from malja.names.people import Pair, Person
from malja.names.reading import read_name
from malja.names.readings import THRESHOLD, Comparison, Kind, Part, Reading, Reason

__all__ = [
    "THRESHOLD",
    "Comparison",
    "Found",
    "Index",
    "Kind",
    "Pair",
    "Part",
    "Person",
    "Reading",
    "Reason",
    "compare",
    "duplicates",
    "keys",
    "read_name",
]
