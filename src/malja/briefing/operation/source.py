"""Where an operation comes from: a live site as it stands on the evening of a day, or tables."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from malja.briefing.operation.reached import say_reached
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.site.site import Site

#: A folder that holds this file is a site.
_SITE_FILE = "site.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationSource:
    """A site's folder and the day on whose evening it is taken (None: its last), or an operation's tables."""

    path: Path
    as_of: datetime.date | None = None

    @property
    def is_site(self) -> bool:
        """Whether it is the folder of a live site."""
        return (self.path / _SITE_FILE).is_file()

    def read(self, plan_file: Path | None = None) -> Operation:
        """The operation; of a site without a day, if a plan is given, as it was when that plan was made.

        Raises Refused for what cannot be read.
        """
        if not self.is_site:
            return read_operation(self.path)
        as_of = self._evening(plan_file)
        with Site.open(self.path) as site:
            return site.operation(None if as_of is None else as_of + datetime.timedelta(days=1))

    def read_reached(self, plan_file: Path | None = None) -> tuple[str, ...]:
        """What was reached at a site until the evening from which it plans, in sentences; of tables nothing."""
        if not self.is_site:
            return ()
        with Site.open(self.path) as site:
            return say_reached(site, self._evening(plan_file))

    def _evening(self, plan_file: Path | None) -> datetime.date | None:
        return self.as_of or (_eve_of(plan_file) if plan_file else None)


def _eve_of(plan_file: Path) -> datetime.date | None:
    """The day before the first day of a plan; None where that can't be read, which whoever reads the plan will say."""
    file = plan_file / "plan.json" if plan_file.is_dir() else plan_file
    try:
        start = json.loads(file.read_text(encoding="utf-8"))["start"]
        return datetime.date.fromisoformat(start) - datetime.timedelta(days=1)
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return None
