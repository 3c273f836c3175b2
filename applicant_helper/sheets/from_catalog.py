"""The texts of a blank checklist, taken from a form in the catalogue and put into a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from applicant_helper.catalog.models import Authority, Form, Paper, Requirement
from applicant_helper.catalog.shared import EVIDENCE_ID
from applicant_helper.core.marks import N_
from applicant_helper.i18n import format_date, format_money, translator
from applicant_helper.sheets.handout_texts import HandoutAside, HandoutInput, HandoutItem, HandoutSection

EVERYONE = N_("For everyone")
IF_IT_APPLIES = N_("Only if it applies to you")
HELP_FIRST = N_(
    "If you were ever arrested or in immigration court, or if you are unsure about an answer, "
    "talk to a lawyer or accredited representative before you file."
)


def handout_for(form: Form, language: str) -> HandoutInput:
    """The sheet of a form. Raises UnknownLanguage."""
    return _Sheet(form, language).whole()


class _Sheet:
    def __init__(self, form: Form, language: str) -> None:
        self.form = form
        self.words = translator(language)

    def whole(self) -> HandoutInput:
        """Heading, tick lines, what not to send, sources."""
        form = self.form
        return HandoutInput(
            language=self.words.code,
            form_number=form.number,
            title=self.text("title", form.title),
            english_title=form.title,
            page_url=form.page,
            facts=tuple(self.facts()),
            sections=tuple(self.sections()),
            asides=tuple(self.asides()),
            sources=tuple(self.sources()),
        )

    def text(self, item: str, english: str) -> str:
        """A text of this form in the language."""
        return self.words.data_text(f"{self.form.id}/{item}", english)

    def day(self, source: Authority) -> str:
        """When a source was read."""
        return format_date(source.read_on, self.words.code) if source.read_on else ""

    def facts(self) -> Iterable[str]:
        """Edition and fees, each in one line."""
        if self.form.editions:
            newest = max(self.form.editions, key=lambda edition: edition.date)
            yield self.words.say("Form edition: {date}", date=format_date(newest.date, self.words.code))
        fees = [
            self.words.say(
                "{amount} ({label})",
                amount=format_money(fee.amount, fee.currency, self.words.code),
                label=self.text(f"{fee.id}.label", fee.label),
            )
            for fee in sorted(self.form.fees, key=lambda fee: -(fee.amount or 0))
            if fee.amount is not None
        ]
        if fees:
            yield self.words.say("Fee: {fees}", fees="; ".join(fees))

    def sections(self) -> Iterable[HandoutSection]:
        """What everyone is asked for, then what depends on the person, in the order of the checklist."""
        always = [row for row in self.form.requirements if row.when is None and row.each is None]
        others = [row for row in self.form.requirements if row not in always]
        for title, rows in ((EVERYONE, always), (IF_IT_APPLIES, others)):
            if rows:
                yield HandoutSection(self.words.gettext(title), tuple(map(self.item, rows)))

    def item(self, row: Requirement) -> HandoutItem:
        """One tick line: what it is, when it is needed, which papers count."""
        return HandoutItem(
            label=self.body(row, "label", row.label),
            english=row.label,
            note=self.condition(row),
            papers=self.papers(row, self.both_names),
            papers_short=self.papers(row, self.paper_name),
        )

    def body(self, row: Requirement, field: str, english: str) -> str:
        """A text of a requirement, wherever it is written."""
        if row.shared:
            return self.words.data_text(f"{row.shared}/requirement.{field}", english)
        return self.text(f"{row.id}.{field}", english)

    def condition(self, row: Requirement) -> str:
        """The sentence that says whom the requirement concerns, if the checklist has one."""
        return self.body(row, "only_if", row.only_if)

    def papers(self, row: Requirement, name: Callable[[Paper], str]) -> str:
        """The ways to meet it, such as `One of these: A; B + C.`; nothing where the label says it all."""
        ways = [
            (" + " if way.is_all else "; ").join(name(piece.paper) for piece in way.pieces)
            for way in row.accept
        ]
        choices = sum(1 if way.is_all else len(way.pieces) for way in row.accept)
        if choices > 1:
            return self.words.say("One of these: {papers}.", papers="; ".join(ways))
        return f"{ways[0]}." if ways and " + " in ways[0] else ""

    def paper_name(self, paper: Paper) -> str:
        """The name of a paper in the language."""
        file_id = self.form.id if paper.id in self.form.papers else EVIDENCE_ID
        return self.words.data_text(f"{file_id}/papers.{paper.id}.label", paper.label)

    def both_names(self, paper: Paper) -> str:
        """The name of a paper with the English name in brackets."""
        name = self.paper_name(paper)
        return name if name == paper.label else f"{name} ({paper.label})"

    def asides(self) -> Iterable[HandoutAside]:
        """What not to send, and where help is."""
        lines = [
            self.text(f"not_asked_for.{number}", line)
            for number, line in enumerate(self.form.not_asked_for, start=1)
        ]
        if lines:
            yield HandoutAside(self.words.gettext("Not asked for"), tuple(lines))
        yield HandoutAside(self.words.gettext("Before you file"), (self.words.gettext(HELP_FIRST),))

    def sources(self) -> Iterable[str]:
        """What the sheet rests on and when it was read."""
        for edition in self.form.editions[-1:]:
            yield self.words.say(
                "Edition: {url}, read on {date}.", url=self.form.page, date=self.day(edition.source)
            )
        for fee in self.form.fees[:1]:
            yield self.words.say(
                "Fees: {source}, read on {date}.", source=fee.source.text, date=self.day(fee.source)
            )
        days = sorted(row.source.read_on for row in self.form.requirements if row.source.read_on)
        if days:
            yield self.words.say(
                "Papers: instructions and official page of the form, read from {first} to {last}.",
                first=format_date(days[0], self.words.code),
                last=format_date(days[-1], self.words.code),
            )
