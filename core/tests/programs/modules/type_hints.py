from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, Optional, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Node:
    name: str
    next: "Optional[Node]" = None
    tags: "list[str]"
    size: Annotated[int, "bytes"] = 0


class Leaf(Node):
    value: float


def find(where: Node, what: "str", *rest: int, deep: bool = False) -> "Node | None": ...


print(get_type_hints(Node))
print(get_type_hints(Leaf))
print(get_type_hints(find))
print(get_type_hints(Node, include_extras=True)["size"])
print(get_origin(list[int]), get_args(dict[str, int]), get_args(Optional[int]), get_origin(int))
print(get_origin(Annotated[int, 1]) is Annotated, get_args(Annotated[int, 1]))


def broken(a: "Missing"): ...


try:
    get_type_hints(broken)
except NameError as error:
    print(error)


@dataclass
class Config:
    host: str = "localhost"
    port: int = 80
    extra: dict[str, Any] = field(default_factory=dict)


for name, kind in get_type_hints(Config).items():
    print(name, kind, kind is str)
