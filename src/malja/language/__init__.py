"""The words: every message by its code, a file a language; what is spoken, and how numbers and dates are said."""

from __future__ import annotations

from malja.language.languages import languages, load_language
from malja.language.say import say_problem
from malja.language.speech import current_speech, speaking

__all__ = ["current_speech", "languages", "load_language", "say_problem", "speaking"]
