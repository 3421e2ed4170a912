"""What an operation is called in the language that is spoken."""

from __future__ import annotations

from malja.language.names import say_name
from malja.operation.rows import Tables


def say_operation_title(operation: Tables) -> str:
    """The title that its tables give for the language that is spoken, else its name."""
    told = (("ar", operation.name_ar), ("en", operation.name_en))
    return say_name(operation.name, [(language, name) for language, name in told if name])
