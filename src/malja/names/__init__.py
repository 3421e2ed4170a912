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

from malja.names.comparing.compare import compare
from malja.names.comparing.comparison import THRESHOLD, Comparison, Reason
from malja.names.finding.index import Index, Match
from malja.names.finding.keys import make_keys
from malja.names.reading.read_name import read_name
from malja.names.reading.reading import Kind, Part, Reading
from malja.names.register.duplicates import count_nameless, find_duplicates
from malja.names.register.person import Pair, Person

__all__ = [
    "THRESHOLD",
    "Comparison",
    "Index",
    "Kind",
    "Match",
    "Pair",
    "Part",
    "Person",
    "Reading",
    "Reason",
    "compare",
    "count_nameless",
    "find_duplicates",
    "make_keys",
    "read_name",
]
