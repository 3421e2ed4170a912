"""The words: every message by its code, a file a language; what is spoken, and how numbers and dates are said."""

from __future__ import annotations

from malja.language.languages import language, languages
from malja.language.speech import current, speaking

__all__ = ["current", "language", "languages", "speaking"]
