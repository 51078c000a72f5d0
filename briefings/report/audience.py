"""A version of a report for one audience: parts that are marked `for` others are gone before anything else reads the file.

    kept         Source, audience -> Version: the file without what is for others
    without      the root of a translation, the parts that are gone -> the translation without their texts
    audiences    a node -> those that its parts are for

A part may be a section, an item of a list, a source or a photo. What is named by nothing but such parts goes with them: a source, a photo, and
the `lead`; a list that loses all its items takes its part along. A link to such a section is plain words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from ..diagnostics import Diagnostic, did_you_mean, fault, warning
from ..frozen import frozen, replace
from ..regex import regex
from ..source import Mapping_, Node, Scalar, Sequence_, Source
from .place import Place

KEY: Final = "for"
_LINK: Final = regex(r"\[([^\]\[]*)\]\(#([^)\s]*)\)")
"""A link to a section in prose, such as `[what it cost](#costs)`."""
_NAMING: Final = {"sources": "source", "photos": "photo"}
"""Maps of the head whose entries parts name by a key of theirs."""


@frozen
class Version:
    """A file for an audience, the ids of the parts that are gone, and what is told of it."""

    source: Source
    gone: frozenset[str] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


def kept(source: Source, audience: str) -> Version:
    """What of a report is for an audience. Raises BriefingsError where that is nothing."""
    root, known = source.root, sorted(set(audiences(source.root)))
    if not isinstance(root, Mapping_) or not known:
        return Version(source)
    gone: set[str] = set()
    left = _left(Place(root), audience, gone)
    if not isinstance(left, Mapping_) or left.get("sections") is None:
        hint = f"its parts are for {', '.join(f'`{name}`' for name in known)}"
        message = f"nothing of this report is for `{audience}`"
        raise fault("audience-empty", message, source.at(("sections",)), "sections", hint)
    for key, word in _NAMING.items():
        left = _unnamed(root, left, key, word, gone)
    lead = left.get("lead")
    if isinstance(lead, Scalar) and f"sections.{lead.text}" in gone:
        left = left.without("lead")
    left = _unlinked(left, gone)
    return Version(replace(source, root=left), frozenset(gone), tuple(_unknown(source, audience, known)))


def _unknown(source: Source, audience: str, known: list[str]) -> Iterator[Diagnostic]:
    """A name that is nearly one of those that are known is a slip; another has no more than what is for all."""
    hint = did_you_mean(audience, known, "audience")
    if audience not in known and hint.startswith("did you mean"):
        message = f"no part is marked as for `{audience}`: what is not marked makes its version"
        yield warning("audience-unknown", message, source.at(("sections",)), "sections", hint)


def audiences(node: Node) -> Iterator[str]:
    """Those whom parts below a node are for."""
    match node:
        case Mapping_():
            for key, child in node.entries:
                if key.text == KEY:
                    yield from _words(child)
                else:
                    yield from audiences(child)
        case Sequence_():
            for item in node.items:
                yield from audiences(item)
        case _:
            return


def _words(node: Node) -> tuple[str, ...]:
    """An audience, or a list of them."""
    items = node.items if isinstance(node, Sequence_) else (node,)
    return tuple(one.text for one in items if isinstance(one, Scalar) and one.text)


def _left(place: Place, audience: str, gone: set[str]) -> Node | None:
    """A node without what is for others; None where nothing is left of it."""
    node = place.node
    if isinstance(node, Mapping_):
        meant = node.get(KEY)
        if meant is not None and (named := _words(meant)) and audience not in named:
            gone.add(place.origin)
            return None
        entries = [(key, child, _left(place / key.text, audience, gone)) for key, child in node.entries]
        if any(isinstance(child, Sequence_) and held is None for _, child, held in entries):
            gone.add(place.origin)
            return None
        left = tuple((key, held) for key, _, held in entries if held is not None)
        if node.entries and not left:
            gone.add(place.origin)
            return None
        return replace(node, entries=left) if any(held is not child for _, child, held in entries) else node
    if isinstance(node, Sequence_):
        items = [_left(one, audience, gone) for one in place.items]
        left_items = tuple(one for one in items if one is not None)
        if node.items and not left_items:
            return None
        same = all(one is other for one, other in zip(items, node.items, strict=True))
        return node if same else replace(node, items=left_items)
    return node


def _unnamed(root: Mapping_, left: Mapping_, key: str, word: str, gone: set[str]) -> Mapping_:
    """The head's sources or photos without those that nothing names any more."""
    held = left.get(key)
    if not isinstance(held, Mapping_):
        return left
    lost = set(_named(root.without(key), word)) - set(_named(left.without(key), word))
    dropped = {entry.text for entry, _ in held.entries} & lost
    if not dropped:
        return left
    gone |= {f"{key}.{name}" for name in dropped}
    entries = tuple(entry for entry in held.entries if entry[0].text not in dropped)
    return left.with_entry(key, replace(held, entries=entries)) if entries else left.without(key)


def _unlinked(node: Node, gone: Collection[str]) -> Any:
    """A node whose links to sections that are gone are plain words."""
    match node:
        case Scalar(text=text) if "](#" in text:
            said = _LINK.sub(lambda link: link[1] if f"sections.{link[2]}" in gone else link[0], text)
            return node if said == text else replace(node, text=said, value=said)
        case Mapping_():
            return replace(node, entries=tuple((key, _unlinked(child, gone)) for key, child in node.entries))
        case Sequence_():
            return replace(node, items=tuple(_unlinked(item, gone) for item in node.items))
        case _:
            return node


def _named(node: Node, word: str) -> Iterator[str]:
    """The keys of the head that parts below a node name: those of sources stand before a colon and a line."""
    match node:
        case Mapping_():
            for key, child in node.entries:
                if key.text == word and isinstance(child, Scalar):
                    yield child.text.partition(":")[0].strip()
                else:
                    yield from _named(child, word)
        case Sequence_():
            for item in node.items:
                yield from _named(item, word)
        case _:
            return


def without(root: Node, gone: frozenset[str], origin: str = "") -> Node | None:
    """A translation without the texts of parts that are gone; its keys are their ids, or the numbers of a list."""
    if origin in gone and origin:
        return None
    if not origin:
        root = _unlinked(root, gone)
    match root:
        case Mapping_():
            made = [(key, without(child, gone, f"{origin}.{key.text}".lstrip("."))) for key, child in root.entries]
            entries = tuple((key, child) for key, child in made if child is not None)
            return replace(root, entries=entries) if entries or not root.entries else None
        case Sequence_():
            items = [without(item, gone, f"{origin}.{number}") for number, item in enumerate(root.items, 1)]
            return replace(root, items=tuple(item for item in items if item is not None))
    return root
