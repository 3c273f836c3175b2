"""The shapes of form, checklist and evidence files, validated strictly at the door."""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=1200)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9_]{1,60}$")]
Expression = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, (int, float)) else v)]
Severity = Literal["blocks", "likely_rfe", "advice", "info"]
Mark = Literal["", "check_official_page"]


class Strict(BaseModel):
    """A frozen shape that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Sourced(Strict):
    """Something taken from an official source: what it rests on, where and when it was read.

    `mark` check_official_page = the reference calls it weak or unverified; the person is told so.
    """

    authority: Text
    read_on: Day
    url: str = ""
    mark: Mark = ""


class Accepted(Strict):
    """From when until when an edition is accepted; `reason` says why it stopped."""

    since: Day = Field(alias="from")
    until: Day | None = None
    reason: str = ""


class DiscontinuedSchema(Sourced):
    """A form that no longer exists: since when, which form took its place, and what to do."""

    since: Day
    instead: str
    says: Text


class TranslationSchema(Strict):
    """What the authority asks of a translation: items of the certificate, or an affidavit, a certified original."""

    items: tuple[str, ...] = ()
    affidavit: bool = False
    certified_copy: bool = False


class CheckAsSchema(Strict):
    """The public id, and the severity when it differs, under which a form prints a check of its agency."""

    id: Id
    severity: Severity | None = None


class EditionSchema(Strict):
    """One edition of the official form."""

    date: Day
    accepted: Accepted
    read_on: Day
    url: str = ""
    mark: Mark = ""


class FeeSchema(Sourced):
    """One fee line of the official fee schedule, in US dollars unless `currency` says otherwise.

    The first line of each `part` that holds counts, and parts add up. No `amount` = not confirmed anywhere.
    """

    id: Id
    amount: Decimal | None
    part: Id = "base"
    currency: str = "USD"
    when: Expression
    label: Text


class ChannelSchema(Strict):
    """One way to file."""

    id: Literal["paper", "online_guided", "online_upload", "online", "court"]
    label: Text
    note: str = ""


class QuestionSchema(Strict):
    """One question. `fact` is the path it answers; `when` limits it to those it concerns.

    Words left out are those of the library of questions.
    """

    fact: str
    ask: str = ""
    why: str = ""
    example: str = ""
    help: str = ""
    when: Expression = ""
    topic: Id


class TopicSchema(Strict):
    """A heading that questions stand under."""

    id: Id
    title: Text


class DerivedSchema(Strict):
    """A value computed from facts; `label` is how a person would call it."""

    value: Expression
    label: str = ""


class ArithmeticMore(Strict):
    """A further step of the arithmetic, shown only when its condition holds."""

    when: Expression
    text: Text


class WindowSchema(Sourced):
    """When the form may be filed. `arithmetic` is a template whose slots are expressions."""

    id: Id
    opens: Expression = ""
    closes: Expression = ""
    arithmetic: Text
    also: tuple[ArithmeticMore, ...] = ()
    label: Text


class SeverityWhen(Strict):
    """Another severity under a condition."""

    when: Expression
    severity: Severity


class RuleBody(Strict):
    """What a check says: a finding when `holds` is false or `flag` is true, for each item of `each` if given.

    `says` and `do` are templates; slots are expressions. `fix` is `answer PATH` or `paper REQUIREMENT`.
    """

    severity: Severity | Literal[""] = ""
    severities: tuple[SeverityWhen, ...] = ()
    group: str = ""
    when: Expression = ""
    each: Expression = ""
    each_as: str = Field("", alias="as")
    holds: Expression = ""
    flag: Expression = ""
    sources: Expression = ""
    slots: dict[str, Expression] = {}
    says: str = ""
    do: str = ""
    fix: str = ""
    authority: str = ""
    read_on: Day | None = None
    url: str = ""
    mark: Mark = ""


class RuleSchema(RuleBody):
    """One check. Several may share a public `id`; `rule` then tells them apart.

    `use` takes a shared body; what is written here wins over it.
    """

    id: Id
    rule: str = ""
    use: str = ""
    given: dict[str, str] = Field({}, alias="with")


class SharedCheckSchema(RuleBody):
    """A check that forms share. `parameters` are written `$name`; a text is the value when none is given."""

    parameters: dict[str, str | None] = {}


class SharedChecksFile(Strict):
    """`forms/common/checks.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    checks: dict[Id, SharedCheckSchema]


class WordsSchema(Strict):
    """The words of one question; `ask_other` when it is about somebody else, named by {who}."""

    ask: Text
    ask_other: str = ""
    why: Text
    help: str = ""
    example: str = ""


class QuestionsFile(Strict):
    """`forms/common/questions.yaml`: the words of every question by `owner.fact`, and the topics."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    topics: tuple[TopicSchema, ...]
    questions: dict[str, WordsSchema]


class ReferSchema(Sourced):
    """When to say where authorised help is."""

    id: Id
    when: Expression
    says: Text


class FormSchema(Strict):
    """A form file, `forms/<jurisdiction>/<agency>/<form>.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    number: Text
    title: Text
    agency: Text
    country: str
    language: str = "en"
    page: str
    instructions: str
    roles: dict[str, str]
    couple: tuple[str, str] | tuple[tuple[str, str], ...] = ("applicant", "spouse")
    companions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    translation: TranslationSchema | None = None
    editions: tuple[EditionSchema, ...]
    no_edition: bool = False
    discontinued: DiscontinuedSchema | None = None
    fees: tuple[FeeSchema, ...]
    channels: tuple[ChannelSchema, ...]
    destinations: tuple[str, ...]
    checks_as: dict[Id, Id | CheckAsSchema] = {}
    topics: tuple[Id | TopicSchema, ...]
    questions: tuple[QuestionSchema, ...]
    derived: dict[str, Expression | DerivedSchema] = {}
    windows: tuple[WindowSchema, ...] = ()
    rules: tuple[RuleSchema, ...] = ()
    silent: tuple[Id, ...] = ()
    refer: tuple[ReferSchema, ...] = ()
    not_asked_for: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()


class AgencySchema(Strict):
    """Checks that hold for every form of an agency, `forms/common/<name>.yaml`; `$form` is the form's id."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    agency: Text
    rules: tuple[RuleSchema, ...]


class PaperSchema(Strict):
    """A paper that can count. `where` conditions see it as `d`; `lacks` says what is wrong then."""

    label: Text
    kinds: tuple[str, ...]
    where: tuple[WhereSchema, ...] = ()
    count: int = 1
    role: str = ""


class WhereSchema(Strict):
    """One condition on a paper, with the sentence for when it does not hold."""

    holds: Expression
    lacks: Text


class EvidenceFile(Strict):
    """`checklists/common/evidence.yaml`: papers by name, shared by all checklists."""

    schema_: Literal[1] = Field(alias="schema")
    papers: dict[Id, PaperSchema]


class PartSchema(Strict):
    """One paper of a set, needed only `when` the condition holds (the item of `each` is visible)."""

    paper: Id
    when: Expression = ""


class OptionSchema(Strict):
    """One way to meet a requirement: all of a set, or any one of several."""

    all_of: tuple[Id | PartSchema, ...] = Field((), alias="all")
    any_of: tuple[Id, ...] = Field((), alias="any")
    note: str = ""


class CoversSchema(Strict):
    """The time that papers together should speak for; a hole longer than `hole_days` is named."""

    since: Expression
    until: Expression
    hole_days: int


class RequirementBody(Strict):
    """What a requirement says, whether written in a checklist or shared from `checklists/common/`.

    `only_if` says in words, for printed sheets, when it is needed. `exhibit` is its title in the packet,
    which an officer reads; the label without it.
    """

    label: str = ""
    why: str = ""
    only_if: str = ""
    exhibit: str = ""
    steps: tuple[Text, ...] = ()
    group: str = ""
    when: Expression = ""
    each: Expression = ""
    each_as: str = Field("", alias="as")
    item: str = ""
    accept: tuple[OptionSchema, ...] = ()
    kind: Literal["papers", "translations"] = "papers"
    covers: CoversSchema | None = None
    also_from: tuple[str, ...] = ()
    within_days: int | None = None
    ladder: bool = False
    advice: bool = False
    authority: str = ""
    read_on: Day | None = None
    url: str = ""
    mark: Mark = ""


class RequirementSchema(RequirementBody):
    """One requirement. `use` takes a shared body; what is written here wins over it."""

    id: Id
    section: Id
    use: str = ""
    given: dict[str, str] = Field({}, alias="with")


class SectionSchema(Strict):
    """A heading of the checklist, at most 18 characters."""

    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=18)]


class ChecklistSchema(Strict):
    """A checklist file, `checklists/<jurisdiction>/<agency>/<form>.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    form: str
    papers: dict[Id, PaperSchema] = {}
    sections: tuple[SectionSchema, ...]
    requirements: tuple[RequirementSchema, ...]


class SharedSchema(Strict):
    """A shared requirement body, `checklists/common/<name>.yaml`; `$name` stands for a parameter."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    parameters: tuple[str, ...] = ()
    requirement: RequirementBody


class TableRow(Strict):
    """A poverty guideline that holds from a day on: one person's amount and the step for each further one."""

    since: Day = Field(alias="from")
    first: dict[str, int]
    step: dict[str, int]
    read_on: Day
    url: str = ""
    mark: Mark = ""


class PovertySchema(Strict):
    """`forms/us/tables/poverty-guidelines.yaml`, yearly US dollars at 100 percent."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    authority: Text
    rows: tuple[TableRow, ...]


class PostsSchema(Strict):
    """`forms/us/tables/visa-posts.yaml`: cities with a consulate, by country."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    read_on: Day
    url: str = ""
    mark: Mark = ""
    posts: dict[str, list[str]]


class TpsWindow(Strict):
    """One registration window of a designation."""

    kind: Literal["initial", "reregistration"]
    since: Day = Field(alias="from")
    until: Day | None = Field(None, alias="to")


class TpsDesignation(Strict):
    """What is known of a country's designation; dates left out are not known."""

    cr_date: Day | None = None
    cpp_date: Day | None = None
    windows: tuple[TpsWindow, ...] = ()
    note: str = ""


class TpsSchema(Strict):
    """`forms/us/tables/tps.yaml`: Temporary Protected Status by country."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    authority: Text
    read_on: Day
    url: str = ""
    mark: Mark = ""
    designations: dict[str, TpsDesignation]


PaperSchema.model_rebuild()
