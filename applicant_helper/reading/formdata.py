"""The XFA datasets of a form: its second store of answers, beside the AcroForm. Used in the guarded child only.

The tree below `datasets` is mostly flat, because subforms without names vanish; so leaves are matched to fields by
their last name and order, and by name alone when all fields of that name share one leaf ("global" bindings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf

MAX_XML = 8_000_000
MAX_LEAVES = 20_000
MAX_VALUE = 10_000
_INDEX = re.compile(r"\[(\d+)\]$")


def data_leaves(form: pikepdf.Dictionary) -> dict[str, list[str]]:
    """Texts of the leaves by last name, in the order of the file; empty when there are no readable datasets."""
    from lxml import etree  # type: ignore[import-untyped]

    xml = _datasets(form)
    if xml is None:
        return {}
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return {}
    if root.getroottree().docinfo.doctype:
        return {}
    found: dict[str, list[str]] = {}
    for count, (name, text) in enumerate(_leaves(root)):
        if count >= MAX_LEAVES:
            break
        found.setdefault(name, []).append(text[:MAX_VALUE])
    return found


def _datasets(form: pikepdf.Dictionary) -> bytes | None:
    packets = form.get("/XFA")
    if isinstance(packets, pikepdf.Stream):
        return _bytes(packets)
    if not isinstance(packets, pikepdf.Array):
        return None
    parts = list(packets)
    for name, stream in zip(parts[::2], parts[1::2], strict=False):
        if isinstance(name, pikepdf.String) and str(name) == "datasets":
            return _bytes(stream)
    return None


def _bytes(stream: Any) -> bytes | None:
    if not isinstance(stream, pikepdf.Stream):
        return None
    raw = stream.read_bytes()
    return raw if len(raw) <= MAX_XML else None


def _leaves(root: Any) -> Iterator[tuple[str, str]]:
    """Elements without children below `datasets/data`, by local name."""
    tops = [e for e in root.iter("{*}data") if _parent_name(e) == "datasets"]
    for top in tops or [root]:
        for element in top.iter():
            if isinstance(element.tag, str) and len(element) == 0 and element is not top:
                yield _local(element.tag), element.text or ""


def _parent_name(element: Any) -> str:
    parent = element.getparent()
    return _local(parent.tag) if parent is not None and isinstance(parent.tag, str) else ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def last_name(full: str) -> tuple[str, int]:
    r"""The last part of a full field name without its index, and the index.

    >>> last_name("form1[0].#subform[1].P9_Line7\\.b\\.[1]")
    ('P9_Line7.b.', 1)
    """
    part = re.split(r"(?<!\\)\.", full)[-1]
    index = _INDEX.search(part)
    name = part[: index.start()] if index else part
    return name.replace("\\.", "."), int(index[1]) if index else 0


def match_leaves(
    fields: Sequence[Mapping[str, Any]], leaves: Mapping[str, Sequence[str]]
) -> tuple[list[str | None], list[str]]:
    """The datasets' value of each field (None = no leaf is known to be its own), and values that found no field.

    `fields` have `name`, `kind` and `on_value`.
    """
    groups: dict[str, list[int]] = {}
    for at, field in enumerate(fields):
        groups.setdefault(last_name(field["name"])[0], []).append(at)
    matched: list[str | None] = [None] * len(fields)
    for name, places in groups.items():
        texts = list(leaves.get(name, ()))
        is_shared = len(texts) != len(places)
        if is_shared and len(set(texts)) == 1:
            texts = texts[:1] * len(places)
        if len(texts) != len(places):
            continue
        ordered = sorted(places, key=lambda at: last_name(fields[at]["name"])[1])
        for at, text in zip(ordered, texts, strict=True):
            matched[at] = _own(fields[at], text, is_shared=is_shared)
    placed = {n for n, p in groups.items() if any(matched[at] is not None for at in p)}
    lost = [t for n, texts in leaves.items() if n not in placed for t in texts if t.strip()]
    return matched, lost


def _own(field: Mapping[str, Any], text: str, *, is_shared: bool) -> str:
    """What a leaf says about one field: boxes that share one leaf are on when it holds their own on-value."""
    if field["kind"] != "check" or not is_shared:
        return text
    return text if text.strip() == field["on_value"] else ""
