"""Text to checked nodes: allow-listed syntax, known names, fitting types. Nothing is ever run with `eval`."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from applicant_helper.core.expr import types
from applicant_helper.core.expr.nodes import (
    DATE,
    NOTHING,
    NUMBER,
    PERSON,
    TEXT,
    YES_NO,
    Arithmetic,
    Call,
    Choose,
    Compare,
    Derived,
    Each,
    Literal,
    Logic,
    Node,
    Not,
    Path,
)
from applicant_helper.core.expr.signatures import SIGNATURES, VIRTUAL_RECORDS, Signature
from applicant_helper.core.vocabulary import FieldType, Vocabulary

MAX_TEXT = 1200
MAX_NODES = 220
KEYWORDS = re.compile(r"""("[^"]*"|'[^']*')|\.(from|with|in|is|for|not|and|or|if|else|class)\b""")
MARKED = re.compile(r"\.(\w+)_\b")
OPEN_FUNCTIONS = frozenset({"met", "missing", "met_elsewhere", "papers_meeting"})
"""Functions whose result may still change while requirements are being judged."""
COMPARISONS: Mapping[type, str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
OPERATORS: Mapping[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


class ExpressionProblem(Exception):
    """An expression that cannot be taken in: the sentence says what and where in the text."""

    def __init__(self, sentence: str, column: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.column = column


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may refer to."""

    vocabulary: Vocabulary
    roles: frozenset[str]
    derived: Callable[[str], FieldType | None] = lambda name: None
    derived_names: frozenset[str] = frozenset()
    variables: Mapping[str, FieldType] = field(default_factory=dict)


def parse_expression(text: str, names: Names) -> Node:
    """The checked expression. Raises ExpressionProblem with a sentence for the author of the data."""
    if len(text) > MAX_TEXT:
        raise ExpressionProblem(
            f"This expression is longer than {MAX_TEXT} characters. Split it with derived."
        )
    source = KEYWORDS.sub(lambda m: m[1] or f".{m[2]}_", text.strip())
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as cause:
        column = getattr(cause, "offset", 0) or 0
        raise ExpressionProblem(f"This expression cannot be read near column {column}.", column) from cause
    if len(source) > MAX_NODES * 2 and sum(1 for _ in ast.walk(tree)) > MAX_NODES * 2:
        raise ExpressionProblem("This expression has too many parts. Split it with derived.")
    return _Parser(names, source).node(tree.body)


def parse_condition(text: str, names: Names) -> Node:
    """A checked expression that can be asked whether it is so."""
    node = parse_expression(text, names)
    if not types.can_be_asked(node.type):
        raise ExpressionProblem(f"A condition must be yes or no, but this is a {node.type.describe()}.")
    return node


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known name, or nothing."""
    found = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean {found[0]}?" if found else ""


class _Parser:
    def __init__(self, names: Names, source: str) -> None:
        self.names = names
        self.bytes = source.encode()
        self.variables: dict[str, FieldType] = dict(names.variables)

    def node(self, tree: ast.expr) -> Node:
        handler = getattr(self, "_" + type(tree).__name__.lower(), None)
        if handler is None:
            raise self._problem(tree, f"{type(tree).__name__} is not part of this language.")
        found = handler(tree)
        assert isinstance(found, Node)
        return found

    def _problem(self, tree: ast.AST, sentence: str) -> ExpressionProblem:
        return ExpressionProblem(sentence, getattr(tree, "col_offset", 0) + 1)

    def _text(self, tree: ast.expr) -> str:
        """The part as it was written, keywords without their mark and words in double quotes."""
        end = tree.end_col_offset
        written = self.bytes[tree.col_offset : end].decode() if end is not None else ast.unparse(tree)
        return MARKED.sub(r".\1", written).replace("'", '"')

    def _condition(self, tree: ast.expr) -> Node:
        node = self.node(tree)
        if not types.can_be_asked(node.type):
            raise self._problem(tree, f"{node.text} is a {node.type.describe()}, not a yes or no.")
        return node

    def _constant(self, tree: ast.Constant) -> Node:
        value = tree.value
        if isinstance(value, bool):
            return Literal(YES_NO, str(value).lower(), value)
        if isinstance(value, (int, float)):
            return Literal(NUMBER, str(value), Decimal(str(value)))
        if isinstance(value, str):
            return Literal(TEXT, f'"{value}"', value)
        if value is None:
            return Literal(NOTHING, "none", None)
        raise self._problem(tree, "Only numbers, quoted words, true and false can be written here.")

    def _tuple(self, tree: ast.Tuple | ast.List) -> Node:
        parts = [self.node(e) for e in tree.elts]
        if not parts or not all(isinstance(p, Literal) for p in parts):
            raise self._problem(tree, "A list in brackets may only hold quoted words or numbers.")
        values = tuple(p.value for p in parts if isinstance(p, Literal))
        return Literal(FieldType("list", item=parts[0].type), self._text(tree), values)

    _list = _tuple

    def _name(self, tree: ast.Name) -> Node:
        name = tree.id
        if name in {"true", "false"}:
            return Literal(YES_NO, name, name == "true")
        if name == "none":
            return Literal(NOTHING, name, None)
        if name == "today":
            return Call(DATE, name, "today", ())
        if name in self.variables:
            return Path(self.variables[name], name, name, (), True)
        if name in self.names.derived_names:
            found = self.names.derived(name)
            if found is None:
                raise self._problem(tree, f"{name} is defined through itself.")
            return Derived(found, name, name)
        if name in self.names.roles:
            return Path(PERSON, name, name, (), False)
        known = {*self.names.roles, *self.names.derived_names, *self.variables, "filing", "marriage", "today"}
        raise self._problem(tree, f"Nothing here is called {name}.{nearest(name, known)}")

    def _attribute(self, tree: ast.Attribute) -> Node:
        keys: list[str] = []
        inner: ast.expr = tree
        while isinstance(inner, ast.Attribute):
            keys.insert(0, inner.attr.rstrip("_"))
            inner = inner.value
        if not isinstance(inner, ast.Name):
            base = self.node(inner)
            return Call(self._step(base.type, keys, tree), self._text(tree), "key of", (base, *_words(keys)))
        root = inner.id
        text = ".".join((root, *keys))
        if root in self.variables:
            return Path(self._step(self.variables[root], keys, tree), text, root, tuple(keys), True)
        if root in self.names.derived_names:
            base = self.node(inner)
            return Call(self._step(base.type, keys, tree), text, "key of", (base, *_words(keys)))
        owner = "person" if root in self.names.roles else root
        if owner not in {"person", "marriage", "filing", "case"}:
            raise self._problem(tree, f"Nothing here is called {root}.{nearest(root, self.names.roles)}")
        spec = self.names.vocabulary.fact(owner, keys[0])
        if spec is None:
            facts = self.names.vocabulary.facts.get(owner, {})
            raise self._problem(tree, f"No fact is called {root}.{keys[0]}.{nearest(keys[0], facts)}")
        field_type = self._step(spec.type, keys[1:], tree)
        return Path(field_type, text, root, (spec.id, *keys[1:]), False)

    def _step(self, field_type: FieldType, keys: list[str], tree: ast.AST) -> FieldType:
        for key in keys:
            found = self._key_type(field_type, key)
            if found is None:
                raise self._problem(tree, f"{field_type.describe()} has no part called {key}.")
            field_type = found
        return types.as_list(field_type)

    def _key_type(self, field_type: FieldType, key: str) -> FieldType | None:
        vocabulary = self.names.vocabulary
        if field_type.kind in {"person", "person_ref"}:
            fact = vocabulary.fact("person", key)
            return fact.type if fact else None
        if field_type.kind == "record" and key in VIRTUAL_RECORDS.get(field_type.record or "", {}):
            return VIRTUAL_RECORDS[field_type.record or ""][key]
        record = vocabulary.record_of(field_type) if field_type.kind != "list" else None
        if record is None:
            return None
        if key in record.fields:
            return record.fields[key].type
        if record.inline_person:
            fact = vocabulary.fact("person", key)
            return fact.type if fact else None
        return None

    def _boolop(self, tree: ast.BoolOp) -> Node:
        op = "and" if isinstance(tree.op, ast.And) else "or"
        return Logic(YES_NO, self._text(tree), op, tuple(self._condition(v) for v in tree.values))

    def _unaryop(self, tree: ast.UnaryOp) -> Node:
        if isinstance(tree.op, ast.Not):
            return Not(YES_NO, self._text(tree), self._condition(tree.operand))
        inner = self.node(tree.operand)
        if isinstance(tree.op, ast.USub) and isinstance(inner, Literal) and isinstance(inner.value, Decimal):
            return Literal(NUMBER, self._text(tree), -inner.value)
        raise self._problem(tree, "Only `not` and negative numbers can be written here.")

    def _compare(self, tree: ast.Compare) -> Node:
        nodes = [self.node(tree.left), *(self.node(c) for c in tree.comparators)]
        parts = []
        for op_tree, left, right in zip(tree.ops, nodes, nodes[1:], strict=False):
            op = COMPARISONS.get(type(op_tree))
            if op is None:
                raise self._problem(tree, "This comparison is not part of the language.")
            self._check_compare(tree, op, left, right)
            parts.append(Compare(YES_NO, f"{left.text} {op} {right.text}", op, left, right))
        return parts[0] if len(parts) == 1 else Logic(YES_NO, self._text(tree), "and", tuple(parts))

    def _check_compare(self, tree: ast.AST, op: str, left: Node, right: Node) -> None:
        if op in {"in", "not in"}:
            if right.type.kind != "list" or right.type.item is None:
                raise self._problem(tree, f"{right.text} is not a list.")
            self._same_family(tree, left, right.type.item, right.text)
            self._check_choices(tree, left, right)
            return
        self._same_family(tree, left, right.type, right.text)
        if op in {"<", "<=", ">", ">="} and types.family(left.type) not in {"number", "date"}:
            raise self._problem(tree, f"{left.text} cannot be larger or smaller.")
        self._check_choices(tree, left, right)
        self._check_choices(tree, right, left)

    def _same_family(self, tree: ast.AST, left: Node, right: FieldType, text: str) -> None:
        if left.type.kind == "nothing" or right.kind == "nothing":
            return
        if types.family(left.type) != types.family(right):
            kinds = f"a {left.type.describe()} and {text} a {right.describe()}"
            sentence = f"{left.text} is {kinds}: they differ in kind."
            raise self._problem(tree, sentence)

    def _check_choices(self, tree: ast.AST, fact: Node, other: Node) -> None:
        if not fact.type.choices or not isinstance(other, Literal):
            return
        values = other.value if isinstance(other.value, tuple) else (other.value,)
        for value in values:
            if isinstance(value, str) and value not in fact.type.choices:
                hint = nearest(value, fact.type.choices)
                raise self._problem(tree, f'"{value}" is not an answer of {fact.text}.{hint}')

    def _ifexp(self, tree: ast.IfExp) -> Node:
        condition, then, otherwise = self._condition(tree.test), self.node(tree.body), self.node(tree.orelse)
        found = types.joined(then.type, otherwise.type)
        if found is None:
            raise self._problem(tree, "Both sides of `if ... else` must be of one kind.")
        return Choose(found, self._text(tree), condition, then, otherwise)

    def _binop(self, tree: ast.BinOp) -> Node:
        op = OPERATORS.get(type(tree.op))
        left, right = self.node(tree.left), self.node(tree.right)
        kinds = (types.family(left.type), types.family(right.type))
        if op in {"+", "-"} and kinds == ("date", "span"):
            return Arithmetic(DATE, self._text(tree), op or "", left, right)
        if op is not None and kinds == ("number", "number"):
            return Arithmetic(NUMBER, self._text(tree), op, left, right)
        raise self._problem(tree, f"{left.text} and {right.text} cannot be combined like this.")

    def _generatorexp(self, tree: ast.GeneratorExp) -> Node:
        if len(tree.generators) != 1:
            raise self._problem(tree, "Only one `for` is allowed.")
        part = tree.generators[0]
        source = self.node(part.iter)
        if source.type.kind != "list" or source.type.item is None or not isinstance(part.target, ast.Name):
            raise self._problem(tree, f"{source.text} is not a list.")
        variable = part.target.id
        if variable in self.variables:
            raise self._problem(tree, f"{variable} is already used as a name here.")
        self.variables[variable] = source.type.item
        conditions = tuple(self._condition(c) for c in part.ifs)
        element = self.node(tree.elt)
        del self.variables[variable]
        each = FieldType("list", item=element.type)
        return Each(each, self._text(tree).strip("()"), element, variable, source, conditions)

    def _call(self, tree: ast.Call) -> Node:
        if not isinstance(tree.func, ast.Name) or tree.keywords:
            raise self._problem(tree, "Only the functions of this language can be called.")
        name = tree.func.id
        signature = SIGNATURES.get(name)
        if signature is None:
            raise self._problem(tree, f"There is no function called {name}.{nearest(name, SIGNATURES)}")
        args = tuple(self.node(a) for a in tree.args)
        self._check_args(tree, name, signature, args)
        text = self._text(tree)
        is_closed = not self.variables and not any(f"{open_one}(" in text for open_one in OPEN_FUNCTIONS)
        return Call(_gives(signature, args), text, name, args, is_closed)

    def _check_args(self, tree: ast.AST, name: str, signature: Signature, args: tuple[Node, ...]) -> None:
        least, most = len(signature.takes), len(signature.takes)
        if len(args) < least or (len(args) > most and signature.rest is None):
            raise self._problem(tree, f"{name} takes {most} parts, not {len(args)}: {signature.help}.")
        wanted = [*signature.takes, *[signature.rest] * (len(args) - most)]
        for arg, want in zip(args, wanted, strict=True):
            if want is not None and not types.fits(arg.type, want):
                raise self._problem(tree, f"{name}: {arg.text} is a {arg.type.describe()}; {signature.help}.")
        asked = args[0].type.item if name in {"any", "all"} and args else None
        if asked is not None and not types.can_be_asked(asked):
            raise self._problem(tree, f"{name} needs a condition for each item, not a {asked.describe()}.")


def _words(keys: list[str]) -> tuple[Literal, ...]:
    return tuple(Literal(TEXT, key, key) for key in keys)


def _gives(signature: Signature, args: tuple[Node, ...]) -> FieldType:
    if signature.gives is not None:
        return signature.gives
    item = args[0].type.item or FieldType("any")
    return item if signature.same_as == "item" else FieldType("list", item=item)
