"""XML as the platform writes it, into plain values: text, dicts, and a list where an element is repeated.

On expat itself: no document type (so no entity can be declared or fetched), a bounded depth, and text kept
as it came. xmltodict strips it, and refuses entities only by its version's default (wecom.md 6.3).
"""

from __future__ import annotations

from typing import Any, NoReturn
from xml.parsers import expat

from bot.channels.crypto import BadCallback

DEEPEST = 12
Element = dict[str, Any]


class _Reader:
    def __init__(self) -> None:
        self._open: list[tuple[str, Element, list[str]]] = [("", {}, [])]

    @property
    def top(self) -> Element:
        return self._open[0][1]

    def start(self, name: str, _attributes: object) -> None:
        if len(self._open) > DEEPEST:
            raise BadCallback(400, "xml too deep")
        self._open.append((name, {}, []))

    def text(self, data: str) -> None:
        self._open[-1][2].append(data)

    def end(self, _name: str) -> None:
        name, children, text = self._open.pop()
        value: Any = children or "".join(text)
        parent = self._open[-1][1]
        if name not in parent:
            parent[name] = value
        elif isinstance(parent[name], list):
            parent[name].append(value)
        else:
            parent[name] = [parent[name], value]

    def doctype(self, *_args: object) -> NoReturn:
        raise BadCallback(400, "xml with a document type")


def parse(document: bytes) -> Element:
    """The children of the root element, whatever its name. Refuses what is no well-formed XML."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(document, True)
    except expat.ExpatError:
        raise BadCallback(400, "xml") from None
    root = next(iter(reader.top.values()))
    return root if isinstance(root, dict) else {}


def text_of(element: Element, name: str) -> str:
    """The text of a child, "" where it is missing, is no text or comes twice."""
    value = element.get(name, "")
    return value if isinstance(value, str) else ""


def children_of(element: Element, name: str) -> list[Any]:
    """A child that may stand once, several times or not at all, as a list."""
    value = element.get(name)
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def element_of(element: Element, name: str) -> Element:
    """A child with children of its own, {} where it is missing or plain text."""
    value = element.get(name)
    return value if isinstance(value, dict) else {}
