"""Reads what people write in YAML, node by node.

A node knows its file and line, so that what is wrong in it can be found.
"""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from lossbook import sources
from lossbook.errors import BookError

FIELDS, LIST, TEXT = yaml.MappingNode, yaml.SequenceNode, yaml.ScalarNode
KINDS = {
    FIELDS: "fields, each as name: value",
    LIST: "a list, each item behind a dash; [] for none",
    TEXT: 'text, in "" where it has a mark of YAML\'s',
}


def root(path: Path) -> yaml.Node:
    """The whole of a file.

    Raises:
        BookError: it cannot be read, is not YAML, or has a key twice.
    """
    return _root(sources.read(path), sources.relative(path))


@functools.cache
def _root(text: str, name: str) -> yaml.Node:
    loader = _Loader(text)
    loader.name = name
    try:
        found = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BookError(f"{name}:{line}: {error.problem}") from error
    if found is None:
        raise BookError(f"{name}:1: the file is empty; fill or restore it")
    return found


class _Loader(yaml.SafeLoader):
    """YAML takes the last of two equal keys and drops the other silently."""

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        node = super().compose_mapping_node(anchor)
        names = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if names.count(key.value) > 1:
                raise BookError(f"{where(key)}: {key.value} stands twice")
        return node


def loaded(node: yaml.Node) -> Any:
    """What a node says, as Python's own types."""
    return yaml.SafeLoader("").construct_document(node)


def where(node: yaml.Node) -> str:
    """`file:line` of a node."""
    return f"{node.start_mark.name}:{node.start_mark.line + 1}"


def inside(node: yaml.Node, kind: type[yaml.Node]) -> Any:
    """The value of a node, which must be of a kind.

    Raises:
        BookError: it is of another kind.
    """
    if not isinstance(node, kind):
        raise BookError(f"{where(node)}: expected {KINDS[kind]}")
    return node.value


def fields_of(
    node: yaml.Node, kinds: Mapping[str, type[yaml.Node]], may_lack: str = ""
) -> dict[str, yaml.Node]:
    """The values of a mapping that has these fields and no other.

    Args:
        node: the mapping.
        kinds: by field, what it holds.
        may_lack: the fields that may be missing.

    Raises:
        BookError: a field is missing, unknown or of another kind.
    """
    found = {name.value: value for name, value in inside(node, FIELDS)}
    if not {*kinds} - {*may_lack.split()} <= {*found} <= {*kinds}:
        raise BookError(
            f"{where(node)}: found {', '.join(found)}; write {', '.join(kinds)}"
        )
    for name, value in found.items():
        inside(value, kinds[name])
    return found
