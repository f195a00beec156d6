"""prompts/contract.toml, and the check that holds templates to it: a template that names an unknown variable or attribute does not load.

A path such as `brief.solutions[].text` allows `brief`, `brief.solutions`, an item of it, and the item's `text`; nothing beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from drafter.errors import InvalidContent, Problem
from drafter.strict import lines_of, nearest, read_toml


class TemplateContract(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One template: what it is for, the variables it may use (one path a line), and how many tokens its text may count."""

    purpose: str
    variables: str
    tokens_at_most: int
    tokens_at_least: int = 0

    @property
    def paths(self) -> tuple[str, ...]:
        return lines_of(self.variables)


class Contract(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """contract.toml"""

    system: TemplateContract
    request: TemplateContract
    repair: TemplateContract
    reply: TemplateContract


def read_contract(prompts: Path) -> Contract:
    return read_toml(prompts / "contract.toml", Contract, name=f"{prompts.name}/contract.toml")


def read_template(environment: SandboxedEnvironment, source: str, contract: TemplateContract, where: str) -> Template:
    """Compile a template and hold it to its contract; InvalidContent names file and line of every mistake."""
    try:
        tree = environment.parse(source)
        problems = list(_Reader(contract.paths, where).problems(tree))
        code = environment.compile(tree)  # finds unknown filters and tests
    except TemplateSyntaxError as error:
        raise InvalidContent(Problem(f"{where}:{error.lineno}", f"This template cannot be read: {error.message}")) from None
    if problems:
        raise InvalidContent(*problems)
    return Template.from_code(environment, code, environment.make_globals(None))


_Scope = dict[str, str | None]
"""Local names of a template: the path that a name stands for, None when it may stand for anything."""


class _Reader:
    def __init__(self, paths: tuple[str, ...], where: str) -> None:
        self._paths, self._where = paths, where

    def problems(self, tree: nodes.Template) -> Iterator[Problem]:
        yield from self._body(tree.body, {})

    def _body(self, body: list[nodes.Node], scope: _Scope) -> Iterator[Problem]:
        for node in body:
            yield from self._node(node, scope)

    def _node(self, node: nodes.Node, scope: _Scope) -> Iterator[Problem]:
        if isinstance(node, (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            yield Problem(f"{self._where}:{node.lineno}", "A template cannot include another.", "Write the text where it is needed.")
        elif isinstance(node, nodes.For):
            yield from self._node(node.iter, scope)
            inner: _Scope = scope | {"loop": None} | dict.fromkeys(_names(node.target))
            path = self._path(node.iter, scope)
            if path and isinstance(node.target, nodes.Name):
                inner[node.target.name] = path + "[]"
            yield from self._body(node.body + ([node.test] if node.test else []), inner)
            yield from self._body(node.else_, scope)
        elif isinstance(node, nodes.Assign):
            yield from self._node(node.node, scope)
            for name in _names(node.target):
                scope[name] = self._path(node.node, scope)
        elif isinstance(node, nodes.Macro):
            scope[node.name] = None
            yield from self._body(node.defaults + node.body, scope | dict.fromkeys(arg.name for arg in node.args))
        elif (path := self._path(node, scope)) is not None:
            yield from self._judge(path, node.lineno)
        elif isinstance(node, nodes.Name):
            return  # a local name that may stand for anything
        else:
            yield from self._body(list(node.iter_child_nodes()), scope)

    def _path(self, node: nodes.Node, scope: _Scope) -> str | None:
        """`brief.solutions[]` for a chain that starts at a variable, None for anything else."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name, node.name)
        if isinstance(node, nodes.Getattr) and (parent := self._path(node.node, scope)):
            return f"{parent}.{node.attr}"
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and (parent := self._path(node.node, scope)):
            return f"{parent}.{node.arg.value}" if isinstance(node.arg.value, str) else parent + "[]"
        return None

    def _judge(self, path: str, line: int) -> Iterator[Problem]:
        if not any(allowed == path or allowed.startswith((path + ".", path + "[")) for allowed in self._paths):
            yield Problem(f"{self._where}:{line}", f"Unknown variable {path!r}.", nearest(path, self._paths))


def _names(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    else:
        yield from (name.name for name in target.find_all(nodes.Name))
