"""What an operation is called."""

from __future__ import annotations

import datetime

from malja.language.speech import speaking
from malja.operation.rows import Tables
from malja.operation.title import say_operation_title


def test_a_title_is_said_in_the_language_that_is_spoken_else_the_name() -> None:
    plain = Tables(name="School", start=datetime.date(2025, 3, 10))
    told = Tables(name="Schule", name_ar="مدرسة", name_en="School", start=datetime.date(2025, 3, 10))
    with speaking("ar"):
        assert (say_operation_title(plain), say_operation_title(told)) == ("School", "مدرسة")
    with speaking("en"):
        assert say_operation_title(told) == "School"
