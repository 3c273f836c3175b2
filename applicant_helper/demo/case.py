"""The made-up applicant's answers, in the open shape of the case file."""

from __future__ import annotations

import copy

from applicant_helper.core.answers import JsonValue

COUPLE: list[JsonValue] = ["maria", "daniel"]
MARIA: dict[str, JsonValue] = {
    "legal_name": {"family": "Peña Ortiz", "given": "María", "middle": "Fernanda"},
    "other_names": [],
    "name_changes": [],
    "date_of_birth": "1991-03-14",
    "sex": "female",
    "country_of_birth": "MX",
    "nationalities": ["MX"],
    "marital_status": "married",
    "a_number": "A204113887",
    "lpr_date": "2023-02-10",
    "lpr_code": "IR6",
    "resident_status": "permanent",
    "green_card_expiry": "2033-02-10",
    "lpr_through_marriage": True,
    "children": [
        {
            "name": {"family": "Brooks Peña", "given": "Lucía"},
            "date_of_birth": "2024-05-20",
            "relation": "biological",
            "lives_with_me": True,
        }
    ],
    "child_support": [],
    "addresses": [
        {
            "from": "2021-06-01",
            "street": "1412 Magnolia St",
            "unit": "Apt 5",
            "city": "San Antonio",
            "state": "TX",
            "postal_code": "78205",
            "country": "US",
        }
    ],
    "work_history": [
        {
            "from": "2021-07-12",
            "to": "2024-04-30",
            "kind": "employed",
            "employer": "Lone Star Dental",
            "occupation": "receptionist",
            "city": "San Antonio",
            "state": "TX",
            "country": "US",
        },
        {
            "from": "2024-09-03",
            "kind": "employed",
            "employer": "Alamo Clinic",
            "occupation": "office manager",
            "city": "San Antonio",
            "state": "TX",
            "country": "US",
        },
    ],
    "trips": [
        {"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"], "purpose": "family visit"},
        {"left": "2025-07-02", "returned": "2025-07-20", "to": ["MX"], "purpose": "holiday"},
    ],
    "tax_returns": [
        {"year": year, "filed": True, "filing_status": "married_joint", "as_nonresident": False}
        for year in (2023, 2024, 2025)
    ],
    "taxes_overdue": False,
    "debts": [],
    "arrests": [],
    "offenses_never_arrested": False,
    "removal_proceedings": [],
    "prior_filings": [{"form": "us/i-485", "status": "approved", "decided": "2023-02-10"}],
    "claimed_us_citizen": False,
    "voted_or_registered": False,
    "military_service": [],
    "parent_usc_before_18": False,
}
DANIEL: dict[str, JsonValue] = {
    "legal_name": {"family": "Brooks", "given": "Daniel", "middle": "Amos"},
    "date_of_birth": "1987-08-02",
    "us_status": "usc",
    "citizen_how": "naturalization",
    "citizen_since": "2019-05-03",
}
MARRIAGES: list[JsonValue] = [
    {
        "id": "now",
        "spouses": ["maria", "daniel"],
        "date": "2022-06-18",
        "place": {"city": "Monterrey", "country": "MX"},
        "living_together": True,
        "separations": [],
    },
    {
        "id": "earlier",
        "spouses": ["daniel", {"name": {"family": "Reyes", "given": "Paula"}}],
        "date": "2014-09-06",
        "ended": "2020-11-30",
        "ended_how": "divorce",
    },
]


def demo_case() -> dict[str, JsonValue]:
    """The whole case; its papers are those of `draw_papers`."""
    raw: dict[str, JsonValue] = {
        "schema": 1,
        "today": "2026-11-25",
        "filings": [
            {
                "form": "us/n-400",
                "roles": {"applicant": "maria", "spouse": "daniel"},
                "eligibility_basis": "spouse_usc_3yr",
                "disability_exception": False,
                "cannot_take_oath": False,
            }
        ],
        "people": {"maria": MARIA, "daniel": DANIEL},
        "marriages": MARRIAGES,
        "filing": {"date": "2026-11-25", "channel": "paper", "fee_route": "full"},
        "documents": [dict(row) for row in DOCUMENTS],
    }
    return copy.deepcopy(raw)


DOCUMENTS: list[dict[str, JsonValue]] = [
    {
        "id": "green-card",
        "kind": "permanent_resident_card",
        "file": "IMG_2041 green card.jpg",
        "about": ["maria"],
        "sides": "both",
        "issuer": "USCIS",
        "issued": "2023-02-10",
        "expires": "2033-02-10",
        "meets": ["n400_green_card"],
        "says": {
            "legal_name": "PENA ORTIZ, MARIA FERNANDA",
            "a_number": "204-113-887",
            "date_of_birth": "03/14/1991",
            "lpr_date": "02/10/23",
            "green_card_expiry": "02/10/2033",
        },
    },
    {
        "id": "passport",
        "kind": "passport",
        "file": "passport pages.pdf",
        "about": ["maria"],
        "issuer": "Mexico",
        "issued": "2021-01-12",
        "expires": "2031-01-12",
        "meets": ["n400_travel_record"],
        "says": {
            "legal_name": "PEÑA ORTIZ, MARÍA FERNANDA",
            "date_of_birth": "14.03.1991",
            "document.stamps": [
                {"date": "2024-01-09", "direction": "in", "country": "US", "port": "San Antonio"},
                {"date": "2025-07-20", "direction": "in", "country": "US", "port": "San Antonio"},
            ],
        },
    },
    {
        "id": "marriage",
        "kind": "marriage_certificate",
        "file": "acta de matrimonio.pdf",
        "about": COUPLE,
        "language": "es",
        "issuer": "Registro Civil, Monterrey",
        "issued": "2022-06-18",
        "meets": ["n400_marriage_cert"],
        "says": {"marriage.date": "18/06/2022", "legal_name": "PEÑA ORTIZ, MARÍA FERNANDA"},
    },
    {
        "id": "marriage-english",
        "kind": "translation",
        "file": "acta - English translation.pdf",
        "about": COUPLE,
        "translation_of": "marriage",
        "issued": "2026-10-08",
    },
    {
        "id": "marriage-translator",
        "kind": "translation_certificate",
        "file": "translator certificate.pdf",
        "about": COUPLE,
        "translation_of": "marriage",
        "issued": "2026-10-08",
        "certificate": ["complete", "accurate", "competent", "signature", "printed_name", "date"],
    },
    {
        "id": "daniel-citizen",
        "kind": "certificate_of_naturalization",
        "file": "naturalization certificate Daniel.png",
        "about": ["daniel"],
        "issuer": "USCIS",
        "issued": "2019-05-03",
        "meets": ["n400_spouse_citizenship"],
        "says": {"daniel.citizen_since": "05/03/2019", "daniel.legal_name": "Brooks, Daniel Amos"},
    },
    {
        "id": "divorce",
        "kind": "divorce_decree",
        "file": "divorce decree scan.tif",
        "about": ["daniel"],
        "issuer": "District Court, Bexar County",
        "issued": "2020-11-30",
        "final": True,
        "meets": ["n400_prior_marriages"],
        "says": {"marriage.ended": "11/30/2020"},
    },
    {
        "id": "lease",
        "kind": "lease",
        "file": "lease 1412 Magnolia.pdf",
        "about": COUPLE,
        "names_on_it": COUPLE,
        "issuer": "Riverwalk Homes",
        "issued": "2022-07-01",
        "covers": {"from": "2022-07-01", "to": "2027-06-30"},
        "meets": ["n400_marital_union"],
    },
    {
        "id": "bank",
        "kind": "bank_statement",
        "file": "joint account statements.pdf",
        "about": COUPLE,
        "names_on_it": COUPLE,
        "issuer": "Mission Credit Union",
        "covers": {"from": "2023-01-01", "to": "2026-09-30"},
        "meets": ["n400_marital_union"],
    },
    {
        "id": "taxes",
        "kind": "tax_transcript",
        "file": "tax transcripts 2023-2025.pdf",
        "about": COUPLE,
        "issuer": "IRS",
        "covers": {"from": "2023-01-01", "to": "2025-12-31"},
        "meets": ["n400_marital_union"],
    },
    {
        "id": "lucia-birth",
        "kind": "birth_certificate",
        "file": "IMG_2077 Lucia birth certificate.heic",
        "about": COUPLE,
        "issuer": "Texas Vital Statistics",
        "issued": "2024-06-03",
        "meets": ["n400_marital_union"],
    },
    {
        "id": "electricity",
        "kind": "utility_bill",
        "file": "electricity bills.pdf",
        "about": COUPLE,
        "issuer": "Alamo Power",
        "covers": {"from": "2023-11-01", "to": "2026-10-31"},
        "meets": ["n400_marital_union"],
    },
]
