"""Devices of one site exchange bundles and come to the same state."""

from __future__ import annotations

from pathlib import Path

from malja.site.exchange import enrol_member, receive_site_bundle, write_site_bundle
from malja.site.join import join_site, load_card
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from tests.site.bases import DAY, arrived, founded
from tests.site.network import as_bytes


def test_two_devices_without_a_network_come_to_the_same_state(tmp_path: Path) -> None:
    with founded(tmp_path / "office") as office:
        office.record([arrived(100)])
        enrol_member(office, load_card(tmp_path / "tent", name="tent").to_text(), by="head", day=DAY)
        write_site_bundle(office, tmp_path / "to-tent.bin")
        join_site(tmp_path / "tent", tmp_path / "to-tent.bin")
        with Site.open(tmp_path / "tent") as tent:
            assert as_bytes(tent.state()) == as_bytes(office.state())
            tent.record([arrived(20), read_row_fact("places", ["base"], {"name": "Camp"}, happened=DAY)])
            office.record([read_row_fact("places", ["base"], {"name": "Air base"}, happened=DAY)])
            write_site_bundle(tent, tmp_path / "to-office.bin")
            write_site_bundle(office, tmp_path / "again.bin")
            receive_site_bundle(office, tmp_path / "to-office.bin")
            receive_site_bundle(tent, tmp_path / "again.bin")
            assert as_bytes(tent.state()) == as_bytes(office.state())
            assert [doubt.code for doubt in office.doubts] == ["cell_differs"]
            assert office.state().headcount.present("base") == 120
            office.record([read_row_fact("places", ["base"], {"name": "Air base"}, happened=DAY)])
            assert office.doubts == ()
            receive_site_bundle(tent, tmp_path / "again.bin")
            assert [doubt.code for doubt in tent.doubts] == ["cell_differs"]
