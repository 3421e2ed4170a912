"""Which language is spoken: where it is set, and only there."""

from __future__ import annotations

import datetime
import threading

import pytest

from malja.language import current_speech, languages, load_language, speaking
from malja.language.dates import say_date
from malja.language.say import say, say_list, say_problem
from malja.language.speech import speak
from malja.problems import Problem, Refused

MARCH = datetime.date(2025, 3, 11)


def test_english_is_spoken_if_nothing_is_said() -> None:
    assert current_speech().language.code == "en"
    assert say_date(MARCH) == "Tue 11 March"


def test_a_language_is_spoken_within_its_with_and_not_behind_it() -> None:
    with speaking("ar"):
        assert say_date(MARCH) == "الثلاثاء 11 آذار"
        with speaking("ar", digits="arab"):
            assert say_date(MARCH) == "الثلاثاء ١١ آذار"
            with speaking("en"):
                assert say_date(MARCH) == "Tue 11 March"
        assert say_date(MARCH) == "الثلاثاء 11 آذار"
    assert say_date(MARCH) == "Tue 11 March"


def test_a_language_is_left_behind_when_something_fails() -> None:
    with pytest.raises(KeyError), speaking("ar"):
        say("plan", "no_such_code")
    assert current_speech().language.code == "en"


def test_each_thread_speaks_by_itself() -> None:
    begun, said = threading.Barrier(2), dict[str, str]()

    def speaker(locale: str) -> None:
        with speaking(locale):
            begun.wait(timeout=10)
            said[locale] = say_date(MARCH)

    threads = [threading.Thread(target=speaker, args=(locale,)) for locale in ("ar", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert said == {"ar": "الثلاثاء 11 آذار", "en": "Tue 11 March"}
    assert current_speech().language.code == "en"


def test_speak_holds_until_something_else_is_spoken() -> None:
    with speaking("en"):
        speak("ar", "arab")
        assert (current_speech().language.code, current_speech().digits) == ("ar", "arab")
    assert current_speech().language.code == "en"


@pytest.mark.parametrize("code", ["ar", "AR", "ar-SY", "ar_SY.UTF-8"])
def test_a_region_does_not_matter(code: str) -> None:
    assert load_language(code).code == "ar"


@pytest.mark.parametrize("code", ["xx", "", "../ar", "ar.toml/.."])
def test_a_language_that_is_not_there_is_refused_by_name(code: str) -> None:
    with pytest.raises(Refused) as refused, speaking(code):
        pass
    words = say_problem(refused.value.problems[0])
    assert all(known in words for known in languages())


def test_digits_that_are_not_there_are_refused_by_name() -> None:
    with pytest.raises(Refused) as refused, speaking("ar", digits="roman"):
        pass
    assert say_problem(refused.value.problems[0]) == "column digits: roman is not known here; write one of: arab, latin"


def test_what_is_unknown_or_missing_is_an_error() -> None:
    with speaking("ar"):
        for values in ({}, {"number": 3}):
            with pytest.raises(KeyError):
                say("cover", "and_fewer", **values)
        with pytest.raises(KeyError):
            say("cover", "and_more")


def test_a_problem_says_its_place_in_the_language() -> None:
    problem = Problem(code="number_above", file="stock.csv", row=7, column="lat", value="91", values=(("most", "90"),))
    assert say_problem(problem) == "stock.csv, row 7, column lat: 91 is too much; write at most 90"
    with speaking("ar"):
        assert say_problem(problem) == "⁨stock.csv⁩، الصف 7، العمود ⁨lat⁩: 91 أكثر مما يجوز؛ اكتب 90 على الأكثر"


def test_things_in_a_row_are_parted_as_the_language_parts_them() -> None:
    assert say_list(["rice", "salt"]) == "rice, salt"
    assert say_list(["rice", "salt"], "semicolon") == "rice; salt"
    with speaking("ar"):
        assert say_list(["أرز", "salt"]) == "أرز، ⁨salt⁩"
        assert say_list(["أرز", "ملح"], "semicolon") == "أرز؛ ملح"
