"""Which form a number takes: by hand for Arabic and English, and against Unicode's own rules for many languages."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from malja.language import load_language
from malja.language.plurals import find_plural_form

#: Rules as CLDR prints them, of languages that people in need and those who help them speak.
CLDR = {
    "ar": dict(load_language("ar").plural),
    "en": dict(load_language("en").plural),
    "fr": {
        "one": "i = 0,1",
        "many": "e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5",
    },
    "ru": {
        "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
        "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
        "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
    },
    "ku": {"one": "n = 1"},
    "so": {"one": "n = 1"},
    "fa": {"one": "i = 0 or n = 1"},
}


@pytest.mark.parametrize(
    ("number", "form"),
    [
        *(("0", "zero"), ("1", "one"), ("2", "two"), ("3", "few"), ("10", "few"), ("11", "many"), ("99", "many")),
        *(("100", "other"), ("101", "other"), ("102", "other"), ("103", "few"), ("110", "few"), ("111", "many")),
        *(("8000", "other"), ("8003", "few"), ("1.5", "other"), ("3.5", "other"), ("-3", "few")),
    ],
)
def test_arabic(number: str, form: str) -> None:
    assert find_plural_form(load_language("ar").plural, number) == form


@pytest.mark.parametrize(("number", "form"), [("1", "one"), ("0", "other"), ("2", "other"), ("1.0", "other")])
def test_english(number: str, form: str) -> None:
    assert find_plural_form(load_language("en").plural, number) == form


@pytest.mark.parametrize("code", CLDR)
def test_as_unicode_has_it(code: str) -> None:
    rule = Locale.parse(code).plural_form
    for whole in (*range(125), 1000, 1003, 1011, 8000, 1000000, 2000000):
        assert find_plural_form(CLDR[code], str(whole)) == rule(whole), whole
    for number in (0.5, 1.5, 2.25, 3.1, 11.5):
        assert find_plural_form(CLDR[code], str(number)) == rule(number), number


@pytest.mark.parametrize("rule", ["n is 1", "n = x", "1 = n", "n % 10", "never"])
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=re.escape(rule)):
        find_plural_form({"one": rule}, "1")
