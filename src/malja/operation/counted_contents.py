"""Which contents count: food that is no general food gives nothing to the needs of everyone."""

from __future__ import annotations

from malja.catalogue.facts import Content
from malja.operation.rows import Tables


def list_counted_contents(tables: Tables) -> tuple[Content, ...]:
    """The contents of an operation without what people must not be given, in the tables' order.

    What is no general food (`general_food` no: milk powder, infant formula, food for the sick) gives nothing by `use`
    to a need of everyone: handed out dry it would replace breast milk, or be missing where it heals. It serves the
    needs of its own group as before.
    """
    special = {item.item for item in tables.items if not item.general_food}
    of_everyone = {need.need for need in tables.needs if need.group == "everyone"}
    if not special:
        return tables.contents
    return tuple(
        row for row in tables.contents if not (row.how == "use" and row.item in special and row.need in of_everyone)
    )
