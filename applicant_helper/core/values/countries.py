"""Countries: two-letter codes, their names in English and Spanish, and the names people use for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from applicant_helper.core.marks import N_
from applicant_helper.core.values.refusal import Refusal

NOT_A_COUNTRY = N_('No country is called "{value}" here. Write its name or two letters, like Mexico or MX.')

# Code, passport code, English name, Spanish name. Source: ISO 3166-1 and CLDR.
_ROWS = """
AD AND Andorra | Andorra
AE ARE United Arab Emirates | Emiratos Árabes Unidos
AF AFG Afghanistan | Afganistán
AG ATG Antigua & Barbuda | Antigua y Barbuda
AI AIA Anguilla | Anguila
AL ALB Albania | Albania
AM ARM Armenia | Armenia
AO AGO Angola | Angola
AQ ATA Antarctica | Antártida
AR ARG Argentina | Argentina
AS ASM American Samoa | Samoa Americana
AT AUT Austria | Austria
AU AUS Australia | Australia
AW ABW Aruba | Aruba
AX ALA Åland Islands | Islas Aland
AZ AZE Azerbaijan | Azerbaiyán
BA BIH Bosnia & Herzegovina | Bosnia y Herzegovina
BB BRB Barbados | Barbados
BD BGD Bangladesh | Bangladés
BE BEL Belgium | Bélgica
BF BFA Burkina Faso | Burkina Faso
BG BGR Bulgaria | Bulgaria
BH BHR Bahrain | Baréin
BI BDI Burundi | Burundi
BJ BEN Benin | Benín
BL BLM St. Barthélemy | San Bartolomé
BM BMU Bermuda | Bermudas
BN BRN Brunei | Brunéi
BO BOL Bolivia | Bolivia
BQ BES Caribbean Netherlands | Caribe neerlandés
BR BRA Brazil | Brasil
BS BHS Bahamas | Bahamas
BT BTN Bhutan | Bután
BV BVT Bouvet Island | Isla Bouvet
BW BWA Botswana | Botsuana
BY BLR Belarus | Bielorrusia
BZ BLZ Belize | Belice
CA CAN Canada | Canadá
CC CCK Cocos (Keeling) Islands | Islas Cocos
CD COD Congo (Kinshasa) | República Democrática del Congo
CF CAF Central African Republic | República Centroafricana
CG COG Congo (Brazzaville) | Congo
CH CHE Switzerland | Suiza
CI CIV Ivory Coast | Côte d'Ivoire
CK COK Cook Islands | Islas Cook
CL CHL Chile | Chile
CM CMR Cameroon | Camerún
CN CHN China | China
CO COL Colombia | Colombia
CR CRI Costa Rica | Costa Rica
CU CUB Cuba | Cuba
CV CPV Cape Verde | Cabo Verde
CW CUW Curaçao | Curazao
CX CXR Christmas Island | Isla de Navidad
CY CYP Cyprus | Chipre
CZ CZE Czechia | Chequia
DE DEU Germany | Alemania
DJ DJI Djibouti | Yibuti
DK DNK Denmark | Dinamarca
DM DMA Dominica | Dominica
DO DOM Dominican Republic | República Dominicana
DZ DZA Algeria | Argelia
EC ECU Ecuador | Ecuador
EE EST Estonia | Estonia
EG EGY Egypt | Egipto
EH ESH Western Sahara | Sáhara Occidental
ER ERI Eritrea | Eritrea
ES ESP Spain | España
ET ETH Ethiopia | Etiopía
FI FIN Finland | Finlandia
FJ FJI Fiji | Fiyi
FK FLK Falkland Islands | Islas Malvinas
FM FSM Micronesia | Micronesia
FO FRO Faroe Islands | Islas Feroe
FR FRA France | Francia
GA GAB Gabon | Gabón
GB GBR United Kingdom | Reino Unido
GD GRD Grenada | Granada
GE GEO Georgia | Georgia
GF GUF French Guiana | Guayana Francesa
GG GGY Guernsey | Guernesey
GH GHA Ghana | Ghana
GI GIB Gibraltar | Gibraltar
GL GRL Greenland | Groenlandia
GM GMB Gambia | Gambia
GN GIN Guinea | Guinea
GP GLP Guadeloupe | Guadalupe
GQ GNQ Equatorial Guinea | Guinea Ecuatorial
GR GRC Greece | Grecia
GS SGS South Georgia & South Sandwich Islands | Islas Georgia del Sur y Sandwich del Sur
GT GTM Guatemala | Guatemala
GU GUM Guam | Guam
GW GNB Guinea-Bissau | Guinea-Bisáu
GY GUY Guyana | Guyana
HK HKG Hong Kong | RAE de Hong Kong (China)
HM HMD Heard & McDonald Islands | Islas Heard y McDonald
HN HND Honduras | Honduras
HR HRV Croatia | Croacia
HT HTI Haiti | Haití
HU HUN Hungary | Hungría
ID IDN Indonesia | Indonesia
IE IRL Ireland | Irlanda
IL ISR Israel | Israel
IM IMN Isle of Man | Isla de Man
IN IND India | India
IO IOT British Indian Ocean Territory | Territorio Británico del Océano Índico
IQ IRQ Iraq | Irak
IR IRN Iran | Irán
IS ISL Iceland | Islandia
IT ITA Italy | Italia
JE JEY Jersey | Jersey
JM JAM Jamaica | Jamaica
JO JOR Jordan | Jordania
JP JPN Japan | Japón
KE KEN Kenya | Kenia
KG KGZ Kyrgyzstan | Kirguistán
KH KHM Cambodia | Camboya
KI KIR Kiribati | Kiribati
KM COM Comoros | Comoras
KN KNA St. Kitts & Nevis | San Cristóbal y Nieves
KP PRK North Korea | Corea del Norte
KR KOR South Korea | Corea del Sur
KW KWT Kuwait | Kuwait
KY CYM Cayman Islands | Islas Caimán
KZ KAZ Kazakhstan | Kazajistán
LA LAO Laos | Laos
LB LBN Lebanon | Líbano
LC LCA St. Lucia | Santa Lucía
LI LIE Liechtenstein | Liechtenstein
LK LKA Sri Lanka | Sri Lanka
LR LBR Liberia | Liberia
LS LSO Lesotho | Lesoto
LT LTU Lithuania | Lituania
LU LUX Luxembourg | Luxemburgo
LV LVA Latvia | Letonia
LY LBY Libya | Libia
MA MAR Morocco | Marruecos
MC MCO Monaco | Mónaco
MD MDA Moldova | Moldavia
ME MNE Montenegro | Montenegro
MF MAF St. Martin | San Martín
MG MDG Madagascar | Madagascar
MH MHL Marshall Islands | Islas Marshall
MK MKD North Macedonia | Macedonia del Norte
ML MLI Mali | Mali
MM MMR Myanmar (Burma) | Myanmar (Birmania)
MN MNG Mongolia | Mongolia
MO MAC Macao | RAE de Macao (China)
MP MNP Northern Mariana Islands | Islas Marianas del Norte
MQ MTQ Martinique | Martinica
MR MRT Mauritania | Mauritania
MS MSR Montserrat | Montserrat
MT MLT Malta | Malta
MU MUS Mauritius | Mauricio
MV MDV Maldives | Maldivas
MW MWI Malawi | Malaui
MX MEX Mexico | México
MY MYS Malaysia | Malasia
MZ MOZ Mozambique | Mozambique
NA NAM Namibia | Namibia
NC NCL New Caledonia | Nueva Caledonia
NE NER Niger | Níger
NF NFK Norfolk Island | Isla Norfolk
NG NGA Nigeria | Nigeria
NI NIC Nicaragua | Nicaragua
NL NLD Netherlands | Países Bajos
NO NOR Norway | Noruega
NP NPL Nepal | Nepal
NR NRU Nauru | Nauru
NU NIU Niue | Niue
NZ NZL New Zealand | Nueva Zelanda
OM OMN Oman | Omán
PA PAN Panama | Panamá
PE PER Peru | Perú
PF PYF French Polynesia | Polinesia Francesa
PG PNG Papua New Guinea | Papúa Nueva Guinea
PH PHL Philippines | Filipinas
PK PAK Pakistan | Pakistán
PL POL Poland | Polonia
PM SPM St. Pierre & Miquelon | San Pedro y Miquelón
PN PCN Pitcairn Islands | Islas Pitcairn
PR PRI Puerto Rico | Puerto Rico
PS PSE Palestinian Territories | Territorios Palestinos
PT PRT Portugal | Portugal
PW PLW Palau | Palaos
PY PRY Paraguay | Paraguay
QA QAT Qatar | Catar
RE REU Réunion | Reunión
RO ROU Romania | Rumanía
RS SRB Serbia | Serbia
RU RUS Russia | Rusia
RW RWA Rwanda | Ruanda
SA SAU Saudi Arabia | Arabia Saudí
SB SLB Solomon Islands | Islas Salomón
SC SYC Seychelles | Seychelles
SD SDN Sudan | Sudán
SE SWE Sweden | Suecia
SG SGP Singapore | Singapur
SH SHN St. Helena | Santa Elena
SI SVN Slovenia | Eslovenia
SJ SJM Svalbard & Jan Mayen | Svalbard y Jan Mayen
SK SVK Slovakia | Eslovaquia
SL SLE Sierra Leone | Sierra Leona
SM SMR San Marino | San Marino
SN SEN Senegal | Senegal
SO SOM Somalia | Somalia
SR SUR Suriname | Surinam
SS SSD South Sudan | Sudán del Sur
ST STP São Tomé & Príncipe | Santo Tomé y Príncipe
SV SLV El Salvador | El Salvador
SX SXM Sint Maarten | Sint Maarten
SY SYR Syria | Siria
SZ SWZ Eswatini | Esuatini
TC TCA Turks & Caicos Islands | Islas Turcas y Caicos
TD TCD Chad | Chad
TF ATF French Southern Territories | Territorios Australes Franceses
TG TGO Togo | Togo
TH THA Thailand | Tailandia
TJ TJK Tajikistan | Tayikistán
TK TKL Tokelau | Tokelau
TL TLS Timor-Leste | Timor-Leste
TM TKM Turkmenistan | Turkmenistán
TN TUN Tunisia | Túnez
TO TON Tonga | Tonga
TR TUR Turkey | Turquía
TT TTO Trinidad & Tobago | Trinidad y Tobago
TV TUV Tuvalu | Tuvalu
TW TWN Taiwan | Taiwán
TZ TZA Tanzania | Tanzania
UA UKR Ukraine | Ucrania
UG UGA Uganda | Uganda
UM UMI U.S. Outlying Islands | Islas menores alejadas de EE. UU.
US USA United States | Estados Unidos
UY URY Uruguay | Uruguay
UZ UZB Uzbekistan | Uzbekistán
VA VAT Vatican City | Ciudad del Vaticano
VC VCT St. Vincent & Grenadines | San Vicente y las Granadinas
VE VEN Venezuela | Venezuela
VG VGB British Virgin Islands | Islas Vírgenes Británicas
VI VIR U.S. Virgin Islands | Islas Vírgenes de EE. UU.
VN VNM Vietnam | Vietnam
VU VUT Vanuatu | Vanuatu
WF WLF Wallis & Futuna | Wallis y Futuna
WS WSM Samoa | Samoa
XK XKX Kosovo | Kosovo
YE YEM Yemen | Yemen
YT MYT Mayotte | Mayotte
ZA ZAF South Africa | Sudáfrica
ZM ZMB Zambia | Zambia
ZW ZWE Zimbabwe | Zimbabue
"""

# Other names, and countries that no longer exist under their four-letter codes of ISO 3166-3.
_ALSO: Mapping[str, str] = {
    "usa": "US",
    "us": "US",
    "united states of america": "US",
    "america": "US",
    "eeuu": "US",
    "ee uu": "US",
    "estados unidos de america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "inglaterra": "GB",
    "mejico": "MX",
    "south korea": "KR",
    "korea": "KR",
    "republic of korea": "KR",
    "north korea": "KP",
    "russia": "RU",
    "russian federation": "RU",
    "viet nam": "VN",
    "burma": "MM",
    "persia": "IR",
    "holland": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "cote d ivoire": "CI",
    "drc": "CD",
    "zaire": "CD",
    "congo": "CG",
    "east timor": "TL",
    "prc": "CN",
    "peoples republic of china": "CN",
    "uae": "AE",
    "brasil": "BR",
    "the gambia": "GM",
    "the bahamas": "BS",
    "turkiye": "TR",
    "palestine": "PS",
    "vatican": "VA",
    "trinidad": "TT",
    "bosnia": "BA",
    "soviet union": "SUHH",
    "ussr": "SUHH",
    "yugoslavia": "YUCS",
    "czechoslovakia": "CSHH",
    "east germany": "DDDE",
    "serbia and montenegro": "CSXX",
}
FORMER: Mapping[str, str] = {
    "SUHH": "Soviet Union",
    "YUCS": "Yugoslavia",
    "CSHH": "Czechoslovakia",
    "DDDE": "East Germany",
    "CSXX": "Serbia and Montenegro",
}


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    english: dict[str, str] = {}
    spanish: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in _ROWS.strip().splitlines():
        code, passport, rest = line.split(" ", 2)
        english[code], spanish[code] = rest.split(" | ")
        names[code.casefold()] = names[passport.casefold()] = code
        names[_fold(english[code])] = names[_fold(spanish[code])] = code
    names.update(_ALSO)
    names.update({code.casefold(): code for code in FORMER})
    return english, spanish, names


_ENGLISH, _SPANISH, _NAMES = _tables()


def parse_country(text: str) -> str | Refusal:
    """The two-letter code of a country by code, passport code or name; four letters for a former one.

    >>> parse_country("México"), parse_country("NO"), parse_country("KOR")
    ('MX', 'NO', 'KR')
    """
    code = _NAMES.get(_fold(text))
    if code is None:
        return Refusal("country.unknown", NOT_A_COUNTRY, {"value": text.strip()[:60]})
    return code


class CountryCode(str):
    """A country's code that is to be shown by the country's name."""

    __slots__ = ()


def country_name(code: str, language: str = "en") -> str:
    """The name of a country; the code itself when it is not known.

    >>> country_name("CH"), country_name("CH", "es")
    ('Switzerland', 'Suiza')
    """
    table = _SPANISH if language.partition("_")[0] == "es" else _ENGLISH
    return table.get(code) or FORMER.get(code) or code
