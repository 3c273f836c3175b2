"""What facts are called: the path of a fact, as papers and forms state it, in words."""

from __future__ import annotations

import re

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.vocabulary import FactSpec
from applicant_helper.service import words

OWNERS = frozenset({"marriage", "filing", "case", "document"})
ABOUT_PAPER = "document"
_NUMBERED = re.compile(r"^(\w+)\[(\d+)\]$")


def resolve(catalog: Catalog, path: str) -> tuple[FactSpec, list[str]] | None:
    """The fact a path names, and the parts inside it; None for no such fact."""
    parts = path.split(".")
    vocabulary = catalog.vocabulary
    if parts[0] in OWNERS and len(parts) > 1:
        spec = vocabulary.fact(parts[0], parts[1])
        return (spec, parts[2:]) if spec else None
    for owner in ("person", "filing", "document"):
        spec = vocabulary.fact(owner, parts[0])
        if spec is not None:
            return spec, parts[1:]
    return None


def label_of(catalog: Catalog, spec: FactSpec, rest: list[str]) -> str:
    """A fact's name in words, with the part of it that is meant."""
    label = i18n.data_text(f"vocabulary/facts.{spec.owner}.{spec.id}.label", spec.label)
    return ": ".join([label, *(words.word(catalog, key) for key in rest)])


def fact_label(catalog: Catalog, path: str) -> str:
    """A path in words: `beneficiary.date_of_birth` is "beneficiary: Date of birth"."""
    root, _, rest = path.partition(".")
    if rest and is_role(catalog, root):
        return f"{role_word(catalog, root)}: {fact_label(catalog, rest)}"
    if is_about_paper(catalog, path):
        return words.word(catalog, rest)
    found = resolve(catalog, path)
    return label_of(catalog, *found) if found is not None else path


def is_role(catalog: Catalog, root: str) -> bool:
    """Whether a path's first part names a role of a form, numbered or not: `spouse`, `prior_spouse[2]`."""
    numbered = _NUMBERED.match(root)
    bare = (numbered[1] if numbered else root).removeprefix("prior_")
    return bare in catalog.vocabulary.roles or (bare == "marriage" and root != "marriage")


def role_word(catalog: Catalog, root: str) -> str:
    """A role in words, with its number when it has one."""
    numbered = _NUMBERED.match(root)
    if numbered is None:
        return words.word(catalog, root)
    return f"{words.word(catalog, numbered[1])} {numbered[2]}"


def is_about_paper(catalog: Catalog, path: str) -> bool:
    """Whether a path names something about the paper itself, such as its edition, and not what it says."""
    root, _, rest = path.partition(".")
    return root == ABOUT_PAPER and catalog.vocabulary.fact(ABOUT_PAPER, rest) is None
