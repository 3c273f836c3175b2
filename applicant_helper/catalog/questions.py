"""The questions of a form: which facts it asks, in the words of the library or in its own."""

from __future__ import annotations

from applicant_helper.catalog.compile import Compiler
from applicant_helper.catalog.models import Question, Topic
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.schemas import FormSchema, QuestionSchema, QuestionsFile, TopicSchema
from applicant_helper.catalog.yamlfile import Place, YamlFile

OWN_OWNERS = frozenset({"filing", "marriage", "case"})
MARRIAGES = "case.marriages"
WORDS = ("ask", "why")


def build_topics(
    schema: FormSchema, file: YamlFile, problems: DataProblems, library: QuestionsFile
) -> tuple[Topic, ...]:
    """The headings that questions stand under: shared ones by id, and the form's own."""
    shared = {t.id: t.title for t in library.topics}
    topics = []
    for i, row in enumerate(schema.topics):
        if isinstance(row, TopicSchema):
            topics.append(Topic(row.id, row.title, f"{schema.id}/{row.id}"))
        elif row in shared:
            topics.append(Topic(row, shared[row], f"{library.id}/{row}"))
        else:
            problems.add(file, ("topics", i), f"No topic is called {row}.")
    return tuple(topics)


class QuestionBuilder:
    """Builds the questions of one form."""

    def __init__(
        self, schema: FormSchema, file: YamlFile, compiler: Compiler, library: QuestionsFile
    ) -> None:
        self.schema = schema
        self.file = file
        self.compiler = compiler
        self.library = library
        self.topics = {t.id if isinstance(t, TopicSchema) else t for t in schema.topics}

    def build(self) -> tuple[Question, ...]:
        """Every question in the order of the file."""
        found = (self._question(row, ("questions", i)) for i, row in enumerate(self.schema.questions))
        return tuple(q for q in found if q is not None)

    def _question(self, row: QuestionSchema, place: Place) -> Question | None:
        root, _, fact = row.fact.partition(".")
        owner = root if root in OWN_OWNERS else "person"
        spec = self.compiler.vocabulary.fact(owner, fact)
        is_role = owner != "person" or root in self.schema.roles
        if row.fact != MARRIAGES and (spec is None or not is_role):
            self._problem(place, f"No fact is called {row.fact}.")
            return None
        if row.topic not in self.topics:
            self._problem(place, f"No topic is called {row.topic}.")
        key = f"{owner}.{spec.id}" if spec is not None else MARRIAGES
        words = self.library.questions.get(key)
        if words is None and not all(getattr(row, w) for w in WORDS):
            self._problem(place, f"{row.fact} has no words: write ask and why, or add {key} to the library.")
            return None
        own = f"{self.schema.id}/{row.fact}"
        return Question(
            path=row.fact,
            root=root,
            fact=fact,
            ask=row.ask or (words.ask if words else ""),
            why=row.why or (words.why if words else ""),
            example=row.example or (words.example if words else ""),
            help=row.help or (words.help if words and not row.ask else ""),
            when=self.compiler.condition(row.when, self.file, (*place, "when")),
            topic=row.topic,
            ask_other=words.ask_other if words and not row.ask else "",
            words_at=own if row.ask or words is None else f"{self.library.id}/questions.{key}",
        )

    def _problem(self, place: Place, sentence: str) -> None:
        self.compiler.problems.add(self.file, place, sentence)
