"""A validated form file to a compiled `Form` (without its rules and its checklist)."""

from __future__ import annotations

from applicant_helper.catalog.compile import NEVER, Compiler
from applicant_helper.catalog.models import (
    Authority,
    Channel,
    DerivedValue,
    Discontinued,
    Edition,
    Fee,
    Form,
    Refer,
    Template,
    TranslationRule,
    Window,
)
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.questions import QuestionBuilder, build_topics
from applicant_helper.catalog.schemas import (
    DiscontinuedSchema,
    EditionSchema,
    FormSchema,
    QuestionsFile,
    Sourced,
    TranslationSchema,
)
from applicant_helper.catalog.yamlfile import YamlFile
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.vocabulary import Vocabulary

ROLE_KINDS = ("person", "person?", "people", "people?")


def build_form(
    schema: FormSchema,
    file: YamlFile,
    vocabulary: Vocabulary,
    problems: DataProblems,
    library: QuestionsFile,
) -> tuple[Form, Compiler]:
    """The compiled form without rules and checklist, and the compiler, ready for them."""
    texts = {n: v if isinstance(v, str) else v.value for n, v in schema.derived.items()}
    labels = {n: "" if isinstance(v, str) else v.label for n, v in schema.derived.items()}
    for role in schema.roles:
        if role not in vocabulary.roles:
            problems.add(file, ("roles", role), f"{role} is not a role.")
    for role, kind in schema.roles.items():
        if kind not in ROLE_KINDS:
            problems.add(file, ("roles", role), f"A role is one of: {', '.join(ROLE_KINDS)}.")
    compiler = Compiler(vocabulary, frozenset(schema.roles), problems, texts, file)
    compiler.compile_derived()
    topics = build_topics(schema, file, problems, library)
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
        topics=topics,
        questions=QuestionBuilder(schema, file, compiler, library).build(),
        derived={n: DerivedValue(n, compiler.derived_nodes[n], labels[n], texts[n]) for n in texts},
        windows=tuple(_window(compiler, file, schema, i) for i in range(len(schema.windows))),
        rules=(),
        silent=schema.silent,
        refer=tuple(_refer(compiler, file, schema, i) for i in range(len(schema.refer))),
        not_asked_for=schema.not_asked_for,
        after=schema.after,
        several=frozenset(r for r, kind in schema.roles.items() if kind.startswith("people")),
        couples=_couples(schema, file, problems),
        companions=schema.companions,
        languages=frozenset(schema.languages),
        translation=_translation(schema.translation),
        has_edition=not schema.no_edition,
        discontinued=_discontinued(schema.discontinued),
    )
    return form, compiler


def _couples(schema: FormSchema, file: YamlFile, problems: DataProblems) -> tuple[tuple[str, str], ...]:
    pairs = schema.couple
    found = ((str(pairs[0]), str(pairs[1])),) if isinstance(pairs[0], str) else pairs
    if "couple" in schema.model_fields_set:
        for role in {r for pair in found for r in pair} - set(schema.roles):
            problems.add(file, ("couple",), f"{role} is not a role of this form.")
    return tuple((str(a), str(b)) for a, b in found)


def _translation(row: TranslationSchema | None) -> TranslationRule | None:
    return TranslationRule(row.items, row.affidavit, row.certified_copy) if row is not None else None


def _discontinued(row: DiscontinuedSchema | None) -> Discontinued | None:
    return Discontinued(row.since, row.instead, row.says, authority(row)) if row is not None else None


def authority(row: Sourced) -> Authority:
    """The source of a row."""
    return Authority(row.authority, row.read_on, row.url, row.mark)


def _edition(row: EditionSchema) -> Edition:
    source = Authority("", row.read_on, row.url, row.mark)
    return Edition(row.date, row.accepted.since, row.accepted.until, row.accepted.reason, source)


def _fee(compiler: Compiler, file: YamlFile, schema: FormSchema, i: int) -> Fee:
    row = schema.fees[i]
    when = compiler.condition(row.when, file, ("fees", i, "when")) or NEVER
    return Fee(row.id, row.amount, row.part, row.currency, when, row.label, authority(row))


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
