"""The language of the command line: an option of malja and of each command, or an environment variable.

Help is put together when the commands are loaded, so the language is chosen before that; a value that cannot be is
left to the options, which refuse it by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from malja.language import current_speech, languages, speaking
from malja.language.say import say
from malja.language.speech import DIGIT_SETS, speak

#: Options and the variables that say the same.
_VARIABLES = {"language": "MALJA_LANGUAGE", "digits": "MALJA_DIGITS"}


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Speak, from now on, the language and the digits that the arguments or the environment ask for."""
    chosen = {name: _last_option(name, arguments) or environment.get(variable) for name, variable in _VARIABLES.items()}
    locale, digits = chosen["language"], chosen["digits"]
    speak(locale if locale in languages() else "en", digits if digits in DIGIT_SETS else "latin")


def _last_option(name: str, arguments: Sequence[str]) -> str | None:
    """What the last option of that name says, as in --language ar or --language=ar."""
    value = None
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == f"--{name}":
            value = following
        elif argument.startswith(f"--{name}="):
            value = argument.partition("=")[2]
    return value


def language_options(*, from_environment: bool = False) -> list[click.Parameter]:
    """The options --language and --digits, taken before any other; `from_environment`: their variables count too."""
    choices = {"language": languages(), "digits": tuple(DIGIT_SETS)}
    return [
        click.Option(
            [f"--{name}"],
            type=click.Choice(choices[name]),
            callback=_speak,
            expose_value=False,
            is_eager=True,
            envvar=variable if from_environment else None,
            help=say("cli", f"help_{name}"),
        )
        for name, variable in _VARIABLES.items()
    ]


def _speak(context: click.Context, option: click.Parameter, value: str | None) -> None:
    """Speak as the option says until the whole command line has run."""
    if value is None:
        return
    now = current_speech()
    locale, digits = (value, now.digits) if option.name == "language" else (now.language.code, value)
    context.find_root().with_resource(speaking(locale, digits))
