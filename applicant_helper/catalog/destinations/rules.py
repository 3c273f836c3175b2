"""The rules a destination can set, each with the values it can have. Lengths in points, sizes in bytes."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from applicant_helper.catalog.schemas import Strict, Text

Slot = Literal[
    "payment",
    "notification_form",
    "representative_form",
    "request_notice",
    "cover",
    "form",
    "supplements",
    "toc",
    "statements",
    "evidence_by_requirement",
    "photos",
    "proposed_order",
    "proof_of_service",
]
Column = Literal[
    "tab", "item_ref", "requirement", "document", "date", "issuer", "language", "status", "pages"
]
Unit = Literal[
    "whole",
    "per_form",
    "per_submission",
    "per_requirement",
    "per_document",
    "per_person_document",
    "per_category",
]
FileType = Literal["pdf", "jpg", "jpeg", "png", "tif", "tiff", "doc", "docx"]
Forbidden = Literal["xfa", "javascript", "attachments", "portfolio", "external_links"]
CertificateItem = Literal[
    "competent",
    "accurate",
    "complete",
    "name",
    "signature",
    "date",
    "address",
    "phone",
    "contact",
    "documents_listed",
    "affidavit",
]
CheckId = Literal[
    "files",
    "forbidden",
    "numbers",
    "index",
    "band",
    "translations",
    "pages",
    "dpi",
    "edition",
    "metadata",
]
CheckSeverity = Literal["blocking", "warning", "off"]


class PageRules(Strict):
    """The sheet. `keep` leaves every page the size it has; `default_zoom` in percent."""

    size: Literal["letter", "a4", "keep"] = "letter"
    orientation: Literal["upright", "keep", "rotate_cw"] = "upright"
    duplex: bool = False
    default_zoom: int | None = Field(default=None, ge=10, le=400)
    color: Literal["bw_ok", "grey", "color_if_original", "color"] = "color_if_original"


class StampRules(Strict):
    """The line at the foot or head of each page. Official forms carry their own footers and are never stamped.

    The template knows {tab} (such as "Exhibit B-2"), {page} and {total}; lengths in points.
    """

    mode: Literal["none", "optional", "required"] = "optional"
    position: Literal["bottom_center", "bottom_right", "top_right"] = "bottom_center"
    template: str = "{tab} · Page {page} of {total}"
    size_pt: float = Field(default=9.5, ge=6, le=14)
    band_pt: float = Field(default=28.0, ge=20, le=72)


class ExhibitRules(Strict):
    """How exhibits are named and set apart."""

    scheme: Literal["none", "alpha", "numeric", "by_request_item", "by_category"] = "alpha"
    noun: str = "Exhibit"
    sub_scheme: Literal["A-1", "A.1", "none"] = "A-1"
    dividers: Literal["none", "plain", "tabbed"] = "plain"


class IndexRules(Strict):
    """The contents. `first`: before everything of its file; `after_cover`: behind payment, notice and cover."""

    mode: Literal["none", "optional", "required"] = "optional"
    place: Literal["first", "after_cover", "per_file", "official_checklist_on_top"] = "after_cover"
    columns: tuple[Column, ...] = ("tab", "document", "date", "pages")
    links: bool = True
    backlinks: bool = True


class BookmarkRules(Strict):
    """Bookmarks, in words; the template knows {tab}, {title} and {page}."""

    mode: Literal["none", "optional", "required"] = "required"
    template: str = "{tab} {title} (p. {page})"


class CoverRules(Strict):
    """The page before the contents. `letter` lists the parts; `caption` heads a court filing."""

    kind: Literal["none", "letter", "caption", "summary"] = "none"
    fields: tuple[str, ...] = ()


class OrderSlot(Strict):
    """One place in the order of a filing; `when` says in words when it is needed."""

    slot: Slot
    need: Literal["required", "optional", "only_if"] = "optional"
    when: Text | None = None


class TranslationRules(Strict):
    """Where a translation goes and what its certificate must say. `languages` need no translation."""

    placement: Literal["after_original", "before", "same_file"] = "after_original"
    languages: tuple[str, ...] = ("en",)
    certificate: tuple[CertificateItem, ...] = (
        "competent",
        "accurate",
        "complete",
        "name",
        "signature",
        "date",
        "address",
    )
    certified_copy_required: bool = False


class FileRules(Strict):
    """The finished files. Sizes in bytes; a megabyte is counted as 1,000,000, the smaller way to count.

    `name_template` knows {nn}, {slot}, {document}, {surname}, {person}, {date}, {form} and {destination}.
    `name_pattern` and `name_max` are about the name with its `.pdf`.
    """

    unit: Unit = "whole"
    allowed_types: tuple[FileType, ...] = ("pdf",)
    max_bytes: int | None = Field(default=None, ge=100_000)
    target_bytes: int | None = Field(default=None, ge=100_000)
    max_files: int | None = Field(default=None, ge=1)
    name_template: str = "{form}-{destination}"
    name_pattern: str = r"^[\w .()-]{1,120}$"
    name_max: int = Field(default=120, ge=20, le=200)
    encryption: Literal["forbidden", "optional"] = "forbidden"
    forbid: tuple[Forbidden, ...] = ("xfa", "javascript", "attachments", "portfolio", "external_links")

    @model_validator(mode="after")
    def _target_is_below_limit(self) -> Self:
        if self.max_bytes and self.target_bytes and self.target_bytes > self.max_bytes:
            raise ValueError("target_bytes is above max_bytes")
        return self


class RasterRules(Strict):
    """Pictures: dots per inch. Below the floor small print suffers; nothing is ever re-encoded below it."""

    dpi_target: int | None = None
    dpi_floor: int = 150
    dpi_ceiling: int | None = None
    quality_floor: int = Field(default=60, ge=30, le=100)
    ocr: Literal["none", "recommended", "required"] = "none"

    @model_validator(mode="after")
    def _target_is_between(self) -> Self:
        if self.dpi_target is not None and self.dpi_target < self.dpi_floor:
            raise ValueError("dpi_target is below dpi_floor")
        if self.dpi_ceiling is not None and self.dpi_ceiling < (self.dpi_target or self.dpi_floor):
            raise ValueError("dpi_ceiling is below dpi_target or dpi_floor")
        return self


class SplitRules(Strict):
    """What happens to a file over its target. The suffix knows {k} and {n}."""

    policy: Literal["never", "at_exhibit", "at_document", "at_page"] = "never"
    part_suffix: str = "_part{k}of{n}"
    continue_numbering: bool = True
    repeat_cover: bool = True
    compress_first: bool = False


class Deadline(Strict):
    """A date that belongs to the destination; information, with the authority that set it."""

    what: Text
    rule: Text
    authority: str = ""
