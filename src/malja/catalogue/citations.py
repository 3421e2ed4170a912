"""How a source is cited on one line."""

from __future__ import annotations

from malja.catalogue.facts import Source
from malja.language.names import say_name
from malja.language.say import say, say_list


def cite_source(source: Source) -> str:
    """Document, edition and page on one line; each of several documents with its own where the row tells them apart."""
    documents, editions = source.document.split("; "), source.edition.split("; ")
    pages = source.page.split("; ")
    if len(documents) == len(editions) and len(pages) in (1, len(documents)) and len(documents) > 1:
        together = "" if len(pages) == len(documents) else source.page
        pages = pages if len(pages) == len(documents) else [""] * len(documents)
        each = [_citation(*parts) for parts in zip(documents, editions, pages, strict=True)]
        return say_list([*each, together] if together else each, "semicolon")
    return _citation(source.document, source.edition, source.page)


def _citation(document: str, edition: str, page: str) -> str:
    edition = say("source", "edition_not_known") if edition == "not known" else edition
    return say_list(part for part in (say_name(document), edition, page) if part)
