"""Names that facts may use: the site's own, and the catalogue's."""

from __future__ import annotations

from tests.site.network import Device, to_set


def founded() -> Device:
    """A device whose site has a hub, a site with a store, rice, a lift, people and stock."""
    one = Device("a")
    for table, key, values in (
        ("operation", [], {"name": "Base", "start": "2025-03-11"}),
        ("places", ["hub"], {"role": "hub"}),
        ("places", ["base"], {"role": "site"}),
        ("stores", ["tent"], {"place": "base", "kind": "store"}),
        ("lifts", ["il76"], {"origin": "hub", "destination": "base"}),
    ):
        one.record("table.set", to_set(table, key, **values))
    one.record("people.arrived", {"place": "base", "group": "everyone", "number": 500})
    one.record("stock.received", {"store": "tent", "item": "rice", "quantity": "1000", "origin": "opening"})
    one.record("round.due", {"round": "r1", "store": "tent", "item": "rice", "quantity": "1", "per": "person"})
    one.record("kitchen.recipe", {"recipe": "rice", "item": "rice", "quantity": "0.1"})
    one.record("flight.announced", {"flight": "f1", "lift": "il76", "leaves": "2025-03-12"})
    one.record("flight.loaded", {"flight": "f1", "line": "1", "item": "rice", "packs": 10})
    return one


def test_the_pack_of_an_item_is_the_sites_own_or_the_catalogues() -> None:
    a = founded()
    catalogues = a.state().known.pack_of("rice")
    assert catalogues is not None
    a.record("table.set", to_set("items", ["rice"], pack_quantity="12.5", pack_kg="13", pack_m3="0.02"))
    state = a.state()
    assert state.known.pack_of("rice") is not None
    assert str(state.known.pack_of("rice")) == "12.5"
    assert state.known.pack_of("gold") is None
    a.record("table.set", to_set("operation", [], catalogue="none"))
    assert a.state().known.names("items") == {"rice"}
    assert a.state().known.names("groups") == {"everyone", "household"}
