"""SVG as text: everything between elements is escaped."""

from __future__ import annotations

from malja.report.charts.svg import draw_element, draw_text


def test_words_and_attributes_are_escaped() -> None:
    assert draw_text('<script>&"', x="1") == '<text x="1">&lt;script&gt;&amp;"</text>'
    assert draw_element("rect", fill='"><script>') == '<rect fill="&quot;&gt;&lt;script&gt;"/>'
