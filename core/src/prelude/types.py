"""types: names of the classes that have none of their own, and small containers."""

from _types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    BuiltinMethodType,
    CellType,
    CodeType,
    CoroutineType,
    EllipsisType,
    FrameType,
    FunctionType,
    GeneratorType,
    GenericAlias,
    LambdaType,
    MethodType,
    ModuleType,
    NoneType,
    NotImplementedType,
    TracebackType,
    UnionType,
)
from _types import mark_coroutine as _mark_coroutine
from _types import new_class as _new_class
from reprlib import recursive_repr as _recursive_repr


class SimpleNamespace:
    def __init__(self, mapping=(), /, **kwargs):
        self.__dict__.update(mapping)
        self.__dict__.update(kwargs)

    @_recursive_repr("namespace(...)")
    def __repr__(self):
        inside = ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({inside})"

    def __eq__(self, other):
        if isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __replace__(self, /, **kwargs):
        return type(self)(**{**self.__dict__, **kwargs})


class MappingProxyType:
    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __iter__(self):
        return iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __contains__(self, key):
        return key in self._mapping

    def __eq__(self, other):
        return self._mapping == other

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def __or__(self, other):
        return self._mapping | other

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


MappingProxyType.__name__ = MappingProxyType.__qualname__ = "mappingproxy"
MappingProxyType.__module__ = "builtins"


class DynamicClassAttribute(property):
    pass


def coroutine(func):
    """Marks a generator function: what it gives can be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    return _mark_coroutine(func)


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return _new_class(name, tuple(bases), namespace)
