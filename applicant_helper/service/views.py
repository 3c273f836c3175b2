"""What the faces show, ready in words: the checklist, findings, open questions. No widget computes these."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.models import Fee, Form, Question, Requirement
from applicant_helper.checks import CheckResult
from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.case import Case, Document, Filing
from applicant_helper.core.errors import fill
from applicant_helper.core.expr.evaluate import holds
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Finding, RequirementResult, Status, WindowResult
from applicant_helper.core.text import safe_text
from applicant_helper.core.vocabulary import FactSpec
from applicant_helper.service import words
from applicant_helper.service.edits import person_for
from applicant_helper.service.itemtext import record_line
from applicant_helper.service.viewshapes import (
    Counts,
    FindingView,
    PaperView,
    QuestionView,
    RequirementView,
    SectionView,
)


class Views:
    """Builds views of one filing of one checked case."""

    def __init__(
        self, case: Case, catalog: Catalog, filing: Filing, result: CheckResult, scope: Scope
    ) -> None:
        self.case = case
        self.catalog = catalog
        self.filing = filing
        self.result = result
        self.scope = scope
        form = catalog.form(filing.form)
        assert form is not None
        self.form: Form = form

    def text(self, item: str, english: str) -> str:
        """A text of the form's data in the language in use."""
        return i18n.data_text(f"{self.form.id}/{item}", english) if english else ""

    def title(self) -> str:
        """The form's number and title."""
        return f"{self.form.number}  {self.text('title', self.form.title)}"

    def notice(self) -> str:
        """That the form no longer exists and what took its place; empty for every other form."""
        gone = self.form.discontinued
        if gone is None:
            return ""
        slots = {"date": i18n.format_date(gone.since), "says": self.text("discontinued.says", gone.says)}
        return fill(i18n.gettext("This form ended on {date}. {says}"), slots)

    def sections(self) -> tuple[SectionView, ...]:
        """The whole checklist in order."""
        by_section: dict[str, list[RequirementView]] = {s.id: [] for s in self.form.sections}
        for result in self._results():
            by_section[result.section].append(self.requirement(result))
        return tuple(
            SectionView(s.id, self.text(f"{s.id}.title", s.title), tuple(by_section[s.id]))
            for s in self.form.sections
        )

    def _results(self) -> Sequence[RequirementResult]:
        return [r for r in self.result.requirements if r.filing == self.filing.id]

    def counts(self) -> Counts:
        """The line under the title."""
        found = [r.status for r in self._results()]
        return Counts(
            missing=found.count(Status.MISSING),
            attention=found.count(Status.INCOMPLETE),
            answer_first=found.count(Status.ANSWER_FIRST),
            ready=found.count(Status.MET),
            not_needed=found.count(Status.NOT_NEEDED),
        )

    def requirement(self, result: RequirementResult) -> RequirementView:
        """One requirement in words."""
        data = self.form.requirement(result.id)
        assert data is not None
        return RequirementView(
            id=result.id,
            filing=result.filing,
            section=result.section,
            label=self._shared_text(data, "label", data.label),
            status=result.status,
            status_word=words.status_word(result.status),
            short_word=words.short_status_word(result.status),
            mark=words.STATUS_MARKS[result.status],
            why=self._shared_text(data, "why", data.why),
            because=tuple(self.because(result)),
            counts=tuple(self._counts(data)),
            steps=tuple(self._shared_text(data, f"steps.{i}", s) for i, s in enumerate(data.steps, start=1)),
            parts=tuple((p.is_met, self._part(p)) for p in result.parts),
            papers=tuple(self.paper(d) for i in result.documents if (d := self.case.document(i))),
            open_questions=result.missing_answers,
            authority=data.source.text,
            read_on=i18n.format_date(data.source.read_on) if data.source.read_on else "",
            url=data.source.url,
            warning=i18n.gettext(words.CHECK_PAGE) if data.source.mark else "",
            is_advice=result.is_advice,
        )

    def _shared_text(self, data: Requirement, field: str, english: str) -> str:
        own = self.text(f"{data.id}.{field}", english)
        if own != english or not data.shared:
            return own
        return i18n.data_text(f"{data.shared}/requirement.{field}", english)

    def _part(self, part: object) -> str:
        from applicant_helper.core.finding import Part

        assert isinstance(part, Part)
        params = dict(part.params)
        for key in ("paper", "lacks"):
            if isinstance(params.get(key), str):
                params[key] = self.evidence_text(str(params[key]))
        template = (
            self.text(f"{part.template_id}", part.message) if part.template_id else i18n.gettext(part.message)
        )
        return words.filled(template, params, self.catalog)

    def evidence_text(self, english: str) -> str:
        """A paper's label or fault from the shared evidence list, in the language in use."""
        context = self.catalog.paper_contexts(self.form).get(english)
        return i18n.data_text(context, english) if context else english

    def _counts(self, data: Requirement) -> Sequence[str]:
        labels = [p.paper.label for o in data.accept for p in o.pieces]
        return [self.evidence_text(label) for label in dict.fromkeys(labels)]

    def because(self, result: RequirementResult) -> Sequence[str]:
        """Which answers put the requirement on the list, or keep it off."""
        lines = []
        for reason in result.reasons:
            if reason.subject == "always":
                lines.append(i18n.gettext("Everyone who files this form is asked for it."))
                continue
            slots = {"fact": self.subject(reason.subject), "value": self._reason_value(reason.value)}
            lines.append(fill(i18n.gettext("{fact}: {value}"), slots))
        return lines

    def _reason_value(self, value: str) -> str:
        plain = {
            "true": i18n.gettext("yes"),
            "false": i18n.gettext("no"),
            "empty": i18n.gettext("none"),
            "not empty": i18n.gettext("listed"),
            "not answered": i18n.gettext("not answered yet"),
            "not applicable": i18n.gettext("does not apply"),
            "with one that counts": i18n.gettext("at least one listed"),
            "without one that counts": i18n.gettext("none of those listed"),
        }
        return plain.get(value) or words.word(self.catalog, value)

    def subject(self, path: str) -> str:
        """What a fact or computed value is called, in words."""
        derived = self.form.derived.get(path)
        if derived is not None and derived.label:
            return self.text(f"derived.{path}.label", derived.label)
        root, _, fact = path.partition(".")
        owner = root if root in {"filing", "case", "marriage"} else "person"
        if path in {"case.marriages", "marriages"}:
            return i18n.gettext("Marriages")
        spec = self.catalog.vocabulary.fact(owner, fact.partition(".")[0])
        if spec is None:
            return i18n.gettext(path) if " " in path else path
        label = i18n.data_text(f"vocabulary/facts.{owner}.{spec.id}.label", spec.label)
        if root == "spouse":
            return fill(i18n.gettext("Your spouse: {fact}"), {"fact": label})
        return label

    def kind_label(self, kind_id: str) -> str:
        """What a kind of paper is called."""
        kind = self.catalog.vocabulary.kinds[kind_id]
        return i18n.data_text(f"vocabulary/document_kinds.{kind.id}.label", kind.label)

    def paper(self, document: Document) -> PaperView:
        """One paper in words."""
        kind = self.catalog.vocabulary.kinds[document.kind]
        about = [words.person_name(self.case.people[p]) for p in document.about if p in self.case.people]
        return PaperView(
            id=document.id,
            name=safe_text(document.title_name),
            kind=kind.id,
            kind_label=i18n.data_text(f"vocabulary/document_kinds.{kind.id}.label", kind.label),
            pages=document.number("pages"),
            meets=tuple(m.requirement for m in document.meets),
            about=", ".join(about),
        )

    def findings(self) -> tuple[FindingView, ...]:
        """Findings of this filing, worst first."""
        return tuple(self._finding(f) for f in self.result.findings if f.filing == self.filing.id)

    def _finding(self, finding: Finding) -> FindingView:
        return FindingView(
            key=finding.key,
            id=finding.id,
            severity=finding.severity,
            severity_word=words.finding_word(finding),
            text=words.finding_text(finding, self.catalog),
            do=words.finding_fix(finding, self.catalog),
            authority=finding.authority,
            warning=i18n.gettext(words.CHECK_PAGE) if finding.mark else "",
            fix=finding.fix,
            standing=finding.standing,
            explanation=finding.explanation,
        )

    def question(self, question: Question) -> QuestionView:
        """One question in words."""
        spec = self._spec(question)
        answer = self.answer_to(question.path)
        choices = tuple((c, words.word(self.catalog, c)) for c in (spec.type.choices if spec else ()))
        return QuestionView(
            path=question.path,
            ask=self._ask(question),
            why=i18n.data_text(f"{question.words_at}.why", question.why),
            help=i18n.data_text(f"{question.words_at}.help", question.help) if question.help else "",
            example=question.example,
            topic=question.topic,
            kind=spec.type.describe() if spec else "list:marriage",
            choices=choices,
            answer=self.answer_words(question.path),
            is_answered=answer is not None,
            is_sensitive=bool(spec and spec.sensitive),
        )

    def _ask(self, question: Question) -> str:
        """The question; about somebody else it names them."""
        first = next(iter(self.form.roles), "")
        if not question.ask_other or question.root in {first, "filing", "marriage", "case"}:
            return i18n.data_text(f"{question.words_at}.ask", question.ask)
        text = i18n.data_text(f"{question.words_at}.ask_other", question.ask_other)
        return fill(text, {"who": self.who(question.root)})

    def who(self, role: str) -> str:
        """The name of the person in a role, or the role in words while there is no name."""
        person_id = person_for(self.case, self.filing, role)
        person = self.case.people.get(person_id or "")
        if person is not None and "legal_name" in person.facts:
            return words.person_name(person)
        return words.role_word(role)

    def _spec(self, question: Question) -> FactSpec | None:
        owner = question.root if question.root in {"filing", "case", "marriage"} else "person"
        return self.catalog.vocabulary.fact(owner, question.fact)

    def answer_to(self, path: str) -> Answer | None:
        """The stored answer at a path, or None when it was never asked."""
        root, _, fact = path.partition(".")
        if path == "case.marriages":
            rows = self.case.marriages
            return Answer(AnswerState.KNOWN, rows, None) if rows else None
        if root == "filing":
            return self.filing.facts.get(fact) or self.case.filing_defaults.get(fact)
        if root == "case":
            return self.case.case_facts.get(fact)
        if root == "marriage":
            couple = self.scope.marriage()
            return couple.fields.get(fact) if couple else None
        person = person_for(self.case, self.filing, root)
        return self.case.people[person].facts.get(fact) if person and person in self.case.people else None

    def answer_words(self, path: str) -> str:
        """The stored answer in words; sensitive numbers are masked."""
        answer = self.answer_to(path)
        text = self._in_words(answer)
        fact = path.partition(".")[2]
        if answer is not None and answer.has_value and fact in {"ssn", "a_number"}:
            return "*" * max(0, len(text) - 4) + text[-4:]
        return text

    def _in_words(self, answer: Answer | None) -> str:
        """Lists item by item as people read them; anything else as one value."""
        rows = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        if rows and all(isinstance(row, Record) for row in rows):
            return "; ".join(record_line(self.catalog, self.case, row) for row in rows)
        return words.answer_text(answer, self.catalog)

    def questions(self) -> tuple[QuestionView, ...]:
        """Every question that concerns this person, answered or not, in the form's order."""
        return tuple(self.question(q) for q in self.form.questions if self._concerns(q))

    def open_questions(self) -> tuple[QuestionView, ...]:
        """Questions still open: those that the first day to file waits for, then in the form's order."""
        urgent = {m for w in self.result.windows if w.filing == self.filing.id for m in w.missing_answers}
        rows = [q for q in self.form.questions if self._concerns(q) and self.answer_to(q.path) is None]
        rows.sort(key=lambda q: q.path not in urgent)
        return tuple(self.question(q) for q in rows)

    def _concerns(self, question: Question) -> bool:
        return question.when is None or not holds(question.when, self.scope).is_false

    def topics(self) -> tuple[tuple[str, str], ...]:
        """Topic id and title."""
        return tuple((t.id, i18n.data_text(f"{t.words_at}.title", t.title)) for t in self.form.topics)

    def windows(self) -> tuple[tuple[str, str], ...]:
        """When the form may be filed: a sentence, and its arithmetic."""
        rows = []
        for window in self.result.windows:
            if window.filing != self.filing.id:
                continue
            steps = [
                words.filled(self.text(f"{window.id}.{p.template_id or 'arithmetic'}", p.message), p.params)
                for p in window.arithmetic
            ]
            sentence = self._window_sentence(window)
            if sentence:
                rows.append((sentence, "; ".join(steps)))
            elif window.missing_answers:
                missing = ", ".join(self.subject(m) for m in window.missing_answers)
                text = i18n.gettext("The first day to file needs these answers: {answers}.")
                rows.append((fill(text, {"answers": missing}), ""))
        return tuple(rows)

    def _window_sentence(self, window: WindowResult) -> str:
        slots = {
            "label": self.text(f"{window.id}.label", window.label),
            "first": i18n.format_date(window.opens) if window.opens else "",
            "last": i18n.format_date(window.closes) if window.closes else "",
        }
        if window.opens is not None and window.closes is not None:
            return fill(i18n.gettext("{label}: from {first} to {last}."), slots)
        if window.opens is not None:
            return fill(i18n.gettext("{label}: on or after {first}."), slots)
        if window.closes is not None:
            return fill(i18n.gettext("{label}: until {last}."), slots)
        return ""

    def referrals(self) -> tuple[str, ...]:
        """Points where authorised help comes first."""
        return tuple(
            self.text(f"{r.id}.says", r.message) for r in self.result.referrals if r.filing == self.filing.id
        )

    def fee(self) -> str:
        """Every line of the fee with its date and source, or what is needed to name it."""
        row = next((r for r in self.result.fees if r.filing == self.filing.id), None)
        if row is not None and row.lines and not row.missing_answers:
            return " ".join(self._fee_line(line) for line in row.lines)
        if row is not None and not row.missing_answers:
            return i18n.gettext("No fee is listed for this form.")
        return i18n.gettext("The fee depends on how you file. Answer that question first.")

    def _fee_line(self, line: Fee) -> str:
        day = i18n.format_date(line.source.read_on) if line.source.read_on else ""
        slots = {
            "label": self.text(f"{line.id}.label", line.label),
            "source": line.source.text,
            "date": day,
        }
        if line.amount is None:
            text = i18n.gettext("{label}: the amount is not confirmed. Look at the official fee page.")
            return fill(text, slots)
        slots["amount"] = i18n.format_money(line.amount, line.currency)
        text = fill(i18n.gettext("{amount}. {label}. Source: {source}, read on {date}."), slots)
        return f"{text} {i18n.gettext(words.CHECK_PAGE)}" if line.source.mark else text
