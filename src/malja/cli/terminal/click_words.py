"""What click itself says (labels of the help, mistakes in a command line), in the language that is spoken.

click speaks English only. Its labels stand in en.toml as click has them (`click_...`) and are replaced by those of the
language; a mistake in a command line gets a sentence of its own.
"""

from __future__ import annotations

import click

from malja.language import current_speech
from malja.language.say import load_messages, say

CLICK_LABELS = ("click_commands", "click_help", "click_options", "click_required", "click_usage")


def speaks_english() -> bool:
    """Whether what click says needs no other words."""
    return current_speech().language.code == "en"


def translate_help(text: str) -> str:
    """A page of help with click's labels in the language that is spoken."""
    for code in CLICK_LABELS:
        text = text.replace(load_messages("en")["cli"][code], say("cli", code))
    return text


def describe_mistake(error: click.ClickException) -> str:
    """What is wrong with a command line, in one sentence."""
    if isinstance(error, click.NoSuchOption):
        return say("cli", "mistake_option", option=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        what = error.param.get_error_hint(error.ctx)
        if isinstance(error, click.MissingParameter):
            return say("cli", "mistake_missing", what=what)
        if isinstance(error.param.type, click.Choice):
            return say("cli", "mistake_choice", what=what, choices=", ".join(map(str, error.param.type.choices)))
        return say("cli", "mistake_value", what=what, reason=error.message)
    return say("cli", "mistake", reason=error.format_message())
