"""Reading ``codebook.yaml``: all faults at once, each with line, column and the nearest valid word."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from focuskit.errors import CodebookError
from focuskit.model.codebook import Code, Codebook, CounterExample, Facet, MachineUse, Rule
from focuskit.opening import read_whole
from focuskit.tagging.expressions import expression_fault
from focuskit.tagging.yaml_nodes import Faults, compose, entries, items, text_of, texts_of

_TOP = ("name", "version", "language", "label", "coding_rules", "lists", "facets")
_FACET = ("id", "label", "question", "from_context", "codes")
_CODE = (
    "id", "label", "definition", "include", "exclude", "machine", "color", "examples",
    "counter_examples", "formerly", "retired", "lacking", "denied", "unless", "rules",
    "codes",
)  # fmt: skip
_RULE = ("any", "all", "words", "within", "unless", "question", "near")
_MOST_BYTES = 4_000_000
_NOTHING = "rien"
"""Written after ``lacking:`` or ``denied:`` where nothing is to be proposed."""
_YES_NO = {"": False, "false": False, "no": False, "non": False, "true": True, "yes": True, "oui": True}
_COUNTER = ("text", "goes_to", "note", "rules")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_\-]*", re.IGNORECASE | re.ASCII)
_LIST = re.compile(r"(?<!\S)@(\w+)(?![^\s\[])")
_ANSWER = "? "
"""Begins the name of a rule that takes the whole answer to a question."""
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_DEFAULT_WINDOW = 8


def read_codebook(path: Path, shown: str | None = None) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    path
        The YAML file, UTF-8.
    shown
        The path as the user gave it, for messages.

    Raises
    ------
    CodebookError
        With every fault of the file, if there is any.
    """
    faults = Faults(shown or str(path))
    try:
        text = read_whole(path, _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add(None, "codebook.encoding")
    except OSError as fault:
        faults.add(None, "study.unreadable", reason=fault.strerror or type(fault).__name__)
    else:
        codebook = parse_codebook(text, faults)
        if not faults.found and codebook:
            return codebook
    raise CodebookError(faults.path, faults.found)


def parse_codebook(text: str, faults: Faults) -> Codebook | None:
    """Parse the text of a codebook; ``None`` where nothing can be made of it."""
    root = compose(text, faults)
    if root is None:
        return None
    top = entries(root, _TOP, faults)
    reader = _CodeReader(faults, _lists(top.get("lists"), faults))
    facets = tuple(reader.facet(node) for node in items(top.get("facets"), faults))
    if not reader.codes and not faults.found:
        faults.add(root, "codebook.no_code")
    reader.check_references()
    if faults.found:
        return None
    return Codebook(
        name=text_of(top.get("name"), faults) or "codebook",
        version=text_of(top.get("version"), faults) or "1",
        language=text_of(top.get("language"), faults) or "fr",
        label=text_of(top.get("label"), faults),
        facets=facets,
        codes=reader.finished(),
        coding_rules=texts_of(top.get("coding_rules"), faults),
    )


def _lists(node: Node | None, faults: Faults) -> dict[str, tuple[str, ...]]:
    """Read the named lists of expressions that codes may borrow."""
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        faults.add(node, "codebook.lists")
        return {}
    return {str(name.value): texts_of(found, faults) for name, found in node.value}


class _CodeReader:
    """Walks the tree of codes, keeping what was met so far."""

    def __init__(self, faults: Faults, lists: dict[str, tuple[str, ...]]) -> None:
        self.faults = faults
        self._lists = lists
        self.codes: dict[str, Code] = {}
        self._facets: set[str] = set()
        self._references: list[tuple[Node, str]] = []
        self._retired: set[str] = set()

    def facet(self, node: Node) -> Facet:
        found = entries(node, _FACET, self.faults)
        identifier = self._identifier(node, found)
        if identifier in self._facets:
            self.faults.add(found["id"], "codebook.facet_twice", word=identifier)
        self._facets.add(identifier)
        for item in items(found.get("codes"), self.faults):
            self.code(item, identifier, "", "")
        label = text_of(found.get("label"), self.faults)
        question = text_of(found.get("question"), self.faults)
        return Facet(identifier, label or identifier, question, self._yes_no(found.get("from_context")))

    def _yes_no(self, node: Node | None) -> bool:
        word = text_of(node, self.faults).lower()
        if word not in _YES_NO:
            assert node is not None
            self.faults.unknown(node, word, ["oui", "non"])
        return _YES_NO.get(word, False)

    def code(self, node: Node, facet: str, above: str, color: str) -> None:
        found = entries(node, _CODE, self.faults)
        identifier = self._identifier(node, found)
        if not identifier:
            return
        name = f"{above}/{identifier}" if above else identifier
        if name in self.codes:
            self.faults.add(found["id"], "codebook.code_twice", word=name)
            return
        color = self._color(found.get("color")) or color
        self.codes[name] = self._entry(found, name, facet, color)
        for item in items(found.get("codes"), self.faults):
            self.code(item, facet, name, color)

    def finished(self) -> tuple[Code, ...]:
        """Return all codes; what is said of lack and denial holds for sub-codes that say nothing."""
        made: dict[str, Code] = {}
        for name, code in self.codes.items():
            above = made.get(code.parent or "")
            lacking, denied = (
                getattr(above, field) if above and getattr(code, field) is None else getattr(code, field)
                for field in ("lacking", "denied")
            )
            retired = code.retired or (above is not None and above.retired)
            made[name] = replace(
                code,
                lacking=lacking,
                denied=denied,
                retired=retired,
                rules=() if retired else code.rules,
                formerly=self._former_names(code, above),
            )
        self._retired = {name for name, code in made.items() if code.retired}
        return tuple(
            replace(
                code,
                lacking=self._counterpart(code, code.lacking),
                denied=self._counterpart(code, code.denied),
            )
            for code in made.values()
        )

    def _former_names(self, code: Code, above: Code | None) -> tuple[str, ...]:
        """Return the former names of a code, those it had below a former name of its parent included."""
        identifier = code.name.rpartition("/")[2]
        follow = [f"{name}/{identifier}" for name in (above.formerly if above else ())]
        names = dict.fromkeys((*code.formerly, *follow))
        return tuple(name for name in names if name not in self.codes)

    def _counterpart(self, code: Code, instead: str | None) -> str | None:
        """Return the code of the same identifier below another top code, or that top code itself.

        A retired code is never proposed: nothing takes its place.
        """
        if not instead:
            return instead
        below = code.name.partition("/")[2]
        twin = f"{instead}/{below}" if below and "/" not in instead else instead
        found = twin if twin in self.codes else instead
        return "" if found in self._retired else found

    def check_references(self) -> None:
        """Note every counter-example, condition or replacement that names a code there is not."""
        for node, word in self._references:
            if word not in self.codes:
                self.faults.unknown(node, word, list(self.codes))

    def _entry(self, found: dict[str, Node], name: str, facet: str, color: str) -> Code:
        def words(field: str) -> str:
            return text_of(found.get(field), self.faults)

        machine = self._machine(found.get("machine"))
        rules = self._rules(found)
        if rules and machine is MachineUse.NEVER:
            self.faults.add(found["rules"], "codebook.never_rules", word=name)
        counters = [self._example(item) for item in items(found.get("counter_examples"), Faults(""))]
        examples = [self._example(item) for item in self._examples(found.get("examples"))]
        return Code(
            name=name,
            facet=facet,
            label=words("label") or name,
            definition=words("definition"),
            include=words("include"),
            exclude=words("exclude"),
            machine=machine,
            color=color,
            examples=tuple(text for text, _ in examples if text),
            counter_examples=tuple(
                self._counter(item) for item in items(found.get("counter_examples"), self.faults)
            ),
            rules=rules,
            formerly=texts_of(found.get("formerly"), self.faults),
            retired=self._yes_no(found.get("retired")),
            lacking=self._instead(found.get("lacking")),
            denied=self._instead(found.get("denied")),
            beyond_rules=tuple(text for text, by_rules in (*examples, *counters) if text and not by_rules),
        )

    def _examples(self, node: Node | None) -> list[Node]:
        return [node] if isinstance(node, ScalarNode) and node.value else list(items(node, self.faults))

    def _example(self, node: Node) -> tuple[str, bool]:
        """Read an example, and whether rules are expected to find it (``rules: non``)."""
        if isinstance(node, ScalarNode):
            return text_of(node, self.faults), True
        found = entries(node, _COUNTER, self.faults)
        by_rules = "rules" not in found or self._yes_no(found["rules"])
        return text_of(found.get("text"), self.faults), by_rules

    def _instead(self, node: Node | None) -> str | None:
        """Read the code proposed instead of this one: ``""`` for none, ``None`` if nothing is said."""
        word = text_of(node, self.faults)
        if node is None or not word:
            return None
        if word == _NOTHING:
            return ""
        self._references.append((node, word))
        return word

    def _identifier(self, node: Node, found: dict[str, Node]) -> str:
        if "id" not in found:
            if isinstance(node, MappingNode):
                self.faults.add(node, "codebook.no_id")
            return ""
        identifier = text_of(found["id"], self.faults)
        if not _IDENTIFIER.fullmatch(identifier):
            self.faults.add(found["id"], "codebook.identifier", word=identifier)
        return identifier

    def _machine(self, node: Node | None) -> MachineUse:
        word = text_of(node, self.faults) or MachineUse.YES
        try:
            return MachineUse(word)
        except ValueError:
            assert node is not None
            self.faults.unknown(node, word, [use.value for use in MachineUse])
            return MachineUse.YES

    def _color(self, node: Node | None) -> str:
        color = text_of(node, self.faults)
        if color and not _COLOR.fullmatch(color):
            assert node is not None
            self.faults.add(node, "codebook.color", word=color)
        return color

    def _counter(self, node: Node) -> CounterExample:
        if isinstance(node, ScalarNode):
            return CounterExample(text_of(node, self.faults))
        found = entries(node, _COUNTER, self.faults)
        goes_to = texts_of(found.get("goes_to"), self.faults)
        self._references += [(found["goes_to"], word) for word in goes_to]
        return CounterExample(
            text_of(found.get("text"), self.faults), goes_to, text_of(found.get("note"), self.faults)
        )

    def _rules(self, found: dict[str, Node]) -> tuple[Rule, ...]:
        unless = self._expressions(found.get("unless"))
        made = (self._rule(node, unless) for node in items(found.get("rules"), self.faults))
        return tuple(rule for rule in made if rule)

    def _rule(self, node: Node, unless: tuple[str, ...]) -> Rule | None:
        if isinstance(node, ScalarNode):
            alone = self._expressions(node)
            return Rule(alone[0], any_of=alone, unless=unless) if alone else None
        found = entries(node, _RULE, self.faults)
        given = [kind for kind in ("any", "all", "words") if kind in found]
        question = self._expressions(found.get("question"))
        near = texts_of(found.get("near"), self.faults)
        self._references += [(found["near"], word) for word in near]
        if not given and question:
            but_for = self._expressions(found.get("unless"))
            return Rule(_ANSWER + question[0], unless=but_for, question=question, near=near)
        if len(given) != 1:
            self.faults.add(node, "codebook.rule_kind")
            return None
        expressions = self._expressions(found[given[0]])
        if not expressions:
            self.faults.add(node, "codebook.rule_empty")
            return None
        unless = unless + self._expressions(found.get("unless"))
        rule = Rule(expressions[0], unless=unless, exact=given == ["words"], question=question, near=near)
        if given == ["all"]:
            name, within = " + ".join(expressions), self._within(found.get("within"))
            return replace(rule, name=name, all_of=expressions, within=within)
        return replace(rule, any_of=expressions)

    def _within(self, node: Node | None) -> int:
        word = text_of(node, self.faults)
        if node is not None and not (word.isdecimal() and int(word) > 0):
            self.faults.add(node, "codebook.within", word=word)
            return _DEFAULT_WINDOW
        return int(word) if word else _DEFAULT_WINDOW

    def _expressions(self, node: Node | None) -> tuple[str, ...]:
        written = texts_of(node, self.faults)
        expressions = tuple(one for each in written for one in self._borrowed(node, each))
        for expression in expressions:
            fault = expression_fault(expression)
            if fault:
                assert node is not None
                self.faults.add(node, fault, word=expression)
        return expressions

    def _borrowed(self, node: Node | None, expression: str) -> tuple[str, ...]:
        """Put every expression of a named list (``@name``) in its place."""
        found = _LIST.search(expression)
        if found is None:
            return (expression,)
        if found[1] not in self._lists:
            assert node is not None
            self.faults.unknown(node, found[1], list(self._lists))
            return ()
        before, after = expression[: found.start()], expression[found.end() :]
        return tuple(f"{before}{one}{after}" for one in self._lists[found[1]])
