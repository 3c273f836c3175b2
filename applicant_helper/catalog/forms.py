"""A validated form file to a compiled `Form` (without its checklist)."""

from __future__ import annotations

from applicant_helper.catalog.compile import NEVER, Compiler
from applicant_helper.catalog.models import (
    Authority,
    Channel,
    DerivedValue,
    Edition,
    Fee,
    Form,
    Question,
    Refer,
    Rule,
    Template,
    Topic,
    Window,
)
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.schemas import EditionSchema, FormSchema, QuestionSchema, RuleSchema, Sourced
from applicant_helper.catalog.yamlfile import Place, YamlFile
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.finding import Severity
from applicant_helper.core.vocabulary import FieldType, Vocabulary

ANY = FieldType("any")
FIX_KINDS = ("answer", "paper")


def build_form(
    schema: FormSchema, file: YamlFile, vocabulary: Vocabulary, problems: DataProblems
) -> tuple[Form, Compiler]:
    """The compiled form and the compiler, ready for its checklist."""
    texts = {n: v if isinstance(v, str) else v.value for n, v in schema.derived.items()}
    labels = {n: "" if isinstance(v, str) else v.label for n, v in schema.derived.items()}
    for role in schema.roles:
        if role not in vocabulary.roles:
            problems.add(file, ("roles", role), f"{role} is not a role.")
    compiler = Compiler(vocabulary, frozenset(schema.roles), problems, texts, file)
    compiler.compile_derived()
    form = Form(
        id=schema.id,
        number=schema.number,
        title=schema.title,
        agency=schema.agency,
        country=schema.country,
        language=schema.language,
        page=schema.page,
        instructions=schema.instructions,
        roles={role: not kind.endswith("?") for role, kind in schema.roles.items()},
        editions=tuple(_edition(e) for e in schema.editions),
        fees=tuple(_fee(compiler, file, schema, i) for i in range(len(schema.fees))),
        channels=tuple(Channel(c.id, c.label, c.note) for c in schema.channels),
        destinations=schema.destinations,
        topics=tuple(Topic(t.id, t.title) for t in schema.topics),
        questions=_questions(schema, compiler, file, vocabulary, problems),
        derived={n: DerivedValue(n, compiler.derived_nodes[n], labels[n], texts[n]) for n in texts},
        windows=tuple(_window(compiler, file, schema, i) for i in range(len(schema.windows))),
        rules=tuple(
            build_rule(r, ("rules", i), compiler, file, schema.id) for i, r in enumerate(schema.rules)
        ),
        silent=schema.silent,
        refer=tuple(_refer(compiler, file, schema, i) for i in range(len(schema.refer))),
        not_asked_for=schema.not_asked_for,
        after=schema.after,
    )
    return form, compiler


def authority(row: Sourced) -> Authority:
    """The source of a row."""
    return Authority(row.authority, row.read_on, row.url, row.mark)


def _edition(row: EditionSchema) -> Edition:
    source = Authority("", row.read_on, row.url, row.mark)
    return Edition(row.date, row.accepted.since, row.accepted.until, row.accepted.reason, source)


def _fee(compiler: Compiler, file: YamlFile, schema: FormSchema, i: int) -> Fee:
    row = schema.fees[i]
    when = compiler.condition(row.when, file, ("fees", i, "when")) or NEVER
    return Fee(row.id, row.amount, row.currency, when, row.label, authority(row))


def _window(compiler: Compiler, file: YamlFile, schema: FormSchema, i: int) -> Window:
    row, place = schema.windows[i], ("windows", i)
    return Window(
        id=row.id,
        opens=compiler.expression(row.opens, file, (*place, "opens")),
        closes=compiler.expression(row.closes, file, (*place, "closes")),
        arithmetic=compiler.template(row.arithmetic, file, (*place, "arithmetic")),
        also=_more(compiler, file, schema, i),
        label=row.label,
        source=authority(row),
    )


def _more(
    compiler: Compiler, file: YamlFile, schema: FormSchema, i: int
) -> tuple[tuple[Node, Template], ...]:
    found = []
    for j, row in enumerate(schema.windows[i].also):
        place = ("windows", i, "also", j)
        when = compiler.condition(row.when, file, place)
        if when is not None:
            found.append((when, compiler.template(row.text, file, place)))
    return tuple(found)


def _refer(compiler: Compiler, file: YamlFile, schema: FormSchema, i: int) -> Refer:
    row = schema.refer[i]
    when = compiler.condition(row.when, file, ("refer", i, "when")) or NEVER
    return Refer(row.id, when, row.says, authority(row))


def _questions(
    schema: FormSchema, compiler: Compiler, file: YamlFile, vocabulary: Vocabulary, problems: DataProblems
) -> tuple[Question, ...]:
    topics = {t.id for t in schema.topics}
    questions = []
    for i, row in enumerate(schema.questions):
        place: Place = ("questions", i)
        root, _, fact = row.fact.partition(".")
        owner = "person" if root in schema.roles else root
        if vocabulary.fact(owner, fact) is None and row.fact != "case.marriages":
            problems.add(file, (*place, "fact"), f"No fact is called {row.fact}.")
            continue
        if row.topic not in topics:
            problems.add(file, (*place, "topic"), f"No topic is called {row.topic}.")
        questions.append(_question(row, compiler, file, place, root, fact))
    return tuple(questions)


def _question(
    row: QuestionSchema, compiler: Compiler, file: YamlFile, place: Place, root: str, fact: str
) -> Question:
    when = compiler.condition(row.when, file, (*place, "when"))
    return Question(row.fact, root, fact, row.ask, row.why, row.example, row.help, when, row.topic)


def build_rule(row: RuleSchema, place: Place, compiler: Compiler, file: YamlFile, origin: str = "") -> Rule:
    """One compiled check."""
    each = compiler.expression(row.each, file, (*place, "each"))
    if each is not None:
        if each.type.kind != "list":
            compiler.problems.add(file, (*place, "each"), f"{row.each} is not a list.")
        compiler = compiler.with_variable(row.each_as or "item", each.type.item or ANY)
    if bool(row.holds) == bool(row.flag):
        compiler.problems.add(file, place, f"{row.id} needs either `holds` or `flag`.")
    kind, _, target = row.fix.partition(" ")
    if row.fix and kind not in FIX_KINDS:
        compiler.problems.add(file, (*place, "fix"), "A fix is written `answer PATH` or `paper REQUIREMENT`.")
    return Rule(
        id=row.id,
        rule=row.rule or row.id,
        severity=Severity(row.severity),
        severities=_severities(row, place, compiler, file),
        group=row.group,
        when=compiler.condition(row.when, file, (*place, "when")),
        each=each,
        variable=row.each_as or "item",
        holds=compiler.condition(row.holds, file, (*place, "holds")),
        flag=compiler.condition(row.flag, file, (*place, "flag")),
        sources=compiler.expression(row.sources, file, (*place, "sources")),
        says=compiler.template(row.says, file, (*place, "says"), row.slots),
        do=compiler.template(row.do, file, (*place, "do"), row.slots),
        fix_kind=kind,
        fix_target=target,
        source=authority(row),
        origin=origin,
    )


def _severities(
    row: RuleSchema, place: Place, compiler: Compiler, file: YamlFile
) -> tuple[tuple[Node, Severity], ...]:
    found = []
    for j, other in enumerate(row.severities):
        when = compiler.condition(other.when, file, (*place, "severities", j, "when"))
        if when is not None:
            found.append((when, Severity(other.severity)))
    return tuple(found)
