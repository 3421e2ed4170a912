"""Questions about words for goods: said in words, answered, remembered in the operation or at the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.briefing.operation.source import OperationSource
from malja.briefing.record.goods_questions import (
    accept_plain,
    answer_question,
    describe_question,
    list_all_goods,
    list_questions,
    read_word_options,
    remember_words,
)
from malja.language.speech import speaking
from malja.operation.rows import Alias
from malja.operation.template.write_template import write_operation_template
from malja.problems import Refused


@pytest.fixture
def source(tmp_path: Path) -> OperationSource:
    folder = write_operation_template(tmp_path / "school")
    rows = "school,Sugar,40 bags,,\nschool,Rice 25kg bags,40,,\nschool,Blankets,7,,\nschool,Sona rice,1,,\n"
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    return OperationSource(path=folder)


def test_a_question_says_what_stands_there_and_what_it_would_come_to(source: OperationSource) -> None:
    sugar, rice, blankets, sona = map(describe_question, list_questions(source))
    assert sugar.line == "Sugar: 40 bags (stock.csv, row 16)"
    assert sugar.options == ("sugar (Sugar, white; a pack holds 50 kg); 40 bags is 40 x 50 kg = 2,000 kg",)
    assert [option.partition("); ")[2] for option in rice.options] == ["40 is 40 x 25 kg = 1,000 kg", "40 is 40 kg"]
    assert len(blankets.options) == 4
    assert sona.options[0].endswith("not every word is understood")
    with speaking("ar"):
        assert "سكر" in describe_question(list_questions(source)[0]).options[0]


def test_what_has_one_answer_is_accepted_and_nothing_else(source: OperationSource) -> None:
    assert accept_plain(list_questions(source)) == (Alias(word="Sugar", item="sugar"),)


def test_answers_are_remembered_and_not_asked_again(source: OperationSource) -> None:
    questions = list_questions(source)
    aliases = [answer_question(one, one.options[0]) for one in questions]
    (line,) = remember_words(source, aliases)
    assert "Rice 25kg bags = rice" in line
    assert list_questions(source) == ()
    assert {row.item: row.quantity for row in source.read().stock}["rice"] == 600 + 1000 + 1
    assert remember_words(source, aliases) == []


def test_words_may_be_given_as_text(source: OperationSource) -> None:
    assert read_word_options(source, ["Rice=25 kg=rice,25", "x = sugar"]) == (
        Alias(word="Rice=25 kg", item="rice", pack_quantity=25.0),
        Alias(word="x", item="sugar"),
    )
    with pytest.raises(Refused) as refused:
        read_word_options(source, ["x", "x=nothing", "=rice", "x=rice,none", "x=rice,0"])
    assert len(refused.value.problems) == 5


def test_a_site_remembers_words_as_facts(site: Path) -> None:
    source = OperationSource(path=site)
    assert list_questions(source) == ()
    item = list_all_goods(source)[0][0].item
    remember_words(source, [Alias(word="What, we say", item=item)])
    assert [(one.word, one.item) for one in list_all_goods(source)[1]] == [("What, we say", item)]
