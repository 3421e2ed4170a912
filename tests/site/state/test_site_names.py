"""Names that facts may use: the site's own, and the catalogue's."""

from __future__ import annotations

from tests.site.network import founded, to_set


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
