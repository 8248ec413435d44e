"""What tutorials look at in types: unions, origins, keys of typed dicts, checks by protocols."""
from typing import (
    Annotated, Callable, Dict, List, Literal, Optional, Protocol, Required, Tuple, TypedDict, Union,
    get_args, get_origin, runtime_checkable,
)

print(Optional[int], Union[int, str], Union[int, None], Optional[List[int]], tuple[()])
print(Union[int, int], Union[int, bool, int], Optional[Optional[int]], Union[Union[int, str], float])
print(get_origin(List[int]), get_origin(Dict[str, int]), get_origin(Tuple[int, ...]), get_origin(list[int]))
print(get_args(Dict[str, int]), get_args(Optional[str]), get_args(Literal["x", 1]), get_args(Annotated[int, "m"]))
print(get_args(Callable[[int], str]), type(list[int]), type(int | str))


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int


class Sequel(Movie):
    part: int


Point = TypedDict("Point", {"x": int, "y": int})
for kind in (Movie, Sequel, Point, TypedDict("Loose", {"x": int}, total=False)):
    print(kind.__name__, sorted(kind.__required_keys__), sorted(kind.__optional_keys__), kind.__total__)


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Named(Protocol):
    name: str
    size: int

    def rename(self) -> None: ...


class Plain(Protocol):
    def close(self) -> None: ...


class Door:
    name = "door"

    def close(self):
        pass


print(issubclass(Door, Closes), issubclass(int, Closes), isinstance(Door(), Closes), isinstance(5, Closes))
for check in (
    lambda: issubclass(Door, Named),
    lambda: issubclass(Door, Plain),
    lambda: isinstance(Door(), Plain),
    lambda: isinstance([], list[int]),
    lambda: issubclass(list, list[int]),
    lambda: isinstance([], List[int]),
    lambda: isinstance([], "list"),
):
    try:
        print(check())
    except TypeError as error:
        print(error)
print(isinstance(Door(), Named), isinstance(1, int | str), isinstance(None, Optional[int]))
