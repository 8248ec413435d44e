"""inspect: what kind of object something is."""

from functools import partial
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
)
from _types import flow as _flow
from _types import state as _state

CORO_CREATED = GEN_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"
GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"


def _function_of(obj):
    while True:
        if isinstance(obj, partial):
            obj = obj.func
        elif isinstance(obj, MethodType):
            obj = obj.__func__
        else:
            return obj


def iscoroutinefunction(obj):
    function = _function_of(obj)
    if getattr(function, "_is_coroutine_mark", False):
        return True
    return isinstance(function, FunctionType) and _flow(function) == "coroutine"


def markcoroutinefunction(func):
    _function_of(func)._is_coroutine_mark = True
    return func


def isgeneratorfunction(obj):
    function = _function_of(obj)
    return isinstance(function, FunctionType) and _flow(function) == "generator"


def isasyncgenfunction(obj):
    function = _function_of(obj)
    return isinstance(function, FunctionType) and _flow(function) == "async_generator"


def iscoroutine(obj):
    return isinstance(obj, CoroutineType)


def isgenerator(obj):
    return isinstance(obj, GeneratorType)


def isasyncgen(obj):
    return isinstance(obj, AsyncGeneratorType)


def isawaitable(obj):
    return isinstance(obj, CoroutineType) or hasattr(type(obj), "__await__")


def isfunction(obj):
    return isinstance(obj, FunctionType)


def ismethod(obj):
    return isinstance(obj, MethodType)


def isbuiltin(obj):
    return isinstance(obj, BuiltinFunctionType)


def isclass(obj):
    return isinstance(obj, type)


def ismodule(obj):
    return isinstance(obj, ModuleType)


def isroutine(obj):
    return isfunction(obj) or ismethod(obj) or isbuiltin(obj)


def getcoroutinestate(coroutine):
    return "CORO_" + _state(coroutine)


def getgeneratorstate(generator):
    return "GEN_" + _state(generator)


def getasyncgenstate(agen):
    return "AGEN_" + _state(agen)


def getdoc(obj):
    return getattr(obj, "__doc__", None)


def getmembers(obj, predicate=None):
    pairs = []
    for name in dir(obj):
        value = getattr(obj, name)
        if predicate is None or predicate(value):
            pairs.append((name, value))
    return pairs
