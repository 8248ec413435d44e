"""inspect: what kind of object something is."""

import abc as _abc
from enum import IntEnum
from functools import partial
from operator import itemgetter
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CodeType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MappingProxyType,
    MethodType,
    ModuleType,
    TracebackType,
)
from _sys import line as _line
from _types import flow as _flow
from _types import frame as _frame
from _types import state as _state

CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"
GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
AGEN_CREATED = "AGEN_CREATED"
AGEN_RUNNING = "AGEN_RUNNING"
AGEN_SUSPENDED = "AGEN_SUSPENDED"
AGEN_CLOSED = "AGEN_CLOSED"


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
    return hasattr(type(obj), "__await__") or _flow(obj) == "awaitable"


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


def get_annotations(obj, *, eval_str=False):
    """The annotations of a function, a class or a module."""
    if not eval_str:
        return dict(obj.__annotations__)
    from typing import get_type_hints

    return get_type_hints(obj, include_extras=True)


def getdoc(obj):
    return getattr(obj, "__doc__", None)


def getmembers(obj, predicate=None):
    pairs = []
    for name in dir(obj):
        value = getattr(obj, name)
        if predicate is None or predicate(value):
            pairs.append((name, value))
    return pairs


CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512


def iscode(obj):
    return isinstance(obj, CodeType)


def isabstract(obj):
    if not isinstance(obj, _abc.ABCMeta):
        return False
    # A class that `__init_subclass__` asks about has no names yet.
    names = obj.__dict__.get("__abstractmethods__")
    return bool(_abc._abstract_names(obj) if names is None else names)


def isframe(obj):
    return hasattr(obj, "f_lineno")


def istraceback(obj):
    return isinstance(obj, TracebackType)


def isdatadescriptor(obj):
    return hasattr(type(obj), "__set__") or hasattr(type(obj), "__delete__")


def getmro(cls):
    return cls.__mro__


def getmodule(obj):
    import sys

    return sys.modules.get(getattr(obj, "__module__", None))


def currentframe():
    return _frame()


class FrameInfo(tuple):
    frame, filename, lineno, function, code_context, index = [
        property(itemgetter(at)) for at in range(6)
    ]


def stack(context=1):
    frames = []
    frame = _frame()
    while frame is not None:
        code, line = frame.f_code, frame.f_lineno
        text = _line(line) + "\n"
        frames.append(FrameInfo((frame, code.co_filename, line, code.co_name, [text], 0)))
        frame = frame.f_back
    return frames


def getframeinfo(frame, context=1):
    code = frame.f_code
    return FrameInfo((frame, code.co_filename, frame.f_lineno, code.co_name, None, None))


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(" ")] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getcoroutinelocals(coroutine):
    frame = coroutine.cr_frame
    return {} if frame is None else frame.f_locals


def getgeneratorlocals(generator):
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


class _empty:
    """Marks what is not there."""


class _Kind(IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __new__(cls, number):
        made = int.__new__(cls, number)
        made._value_ = number
        return made

    def __str__(self):
        return self.name

    @property
    def description(self):
        if self in (1, 2, 4):
            return ("positional or keyword", "variadic positional", "", "variadic keyword")[self - 1]
        return self.name.lower().replace("_", "-")


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type) and not hasattr(annotation, "__origin__"):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")


class Parameter:
    """One parameter of a function."""

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _Kind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = _Kind(kind)
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        given = {"name": self.name, "kind": self.kind, "default": self.default}
        given = {**given, "annotation": self.annotation, **changes}
        return Parameter(
            given["name"], given["kind"], default=given["default"], annotation=given["annotation"]
        )

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _empty:
            text += f"{'=' if self.annotation is _empty else ' = '}{self.default!r}"
        return {2: "*", 4: "**"}.get(int(self.kind), "") + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._all() == other._all()

    def __hash__(self):
        return hash((self.name, self.kind))

    def _all(self):
        return (self.name, self.kind, self.default, self.annotation)


class BoundArguments:
    """What each parameter gets from one call."""

    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        is_named = False
        for name, parameter in self.signature.parameters.items():
            is_named = is_named or parameter.kind in (3, 4) or name not in self.arguments
            if is_named and name in self.arguments:
                if parameter.kind == 4:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind == 2:
                arguments[name] = ()
            elif parameter.kind == 4:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        inside = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<BoundArguments ({inside})>"


class Signature:
    """The parameters of a function, and what it says that it returns."""

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = MappingProxyType({each.name: each for each in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        kept = self.parameters.values() if parameters is _empty else parameters
        if return_annotation is _empty:
            return_annotation = self.return_annotation
        return Signature(kept, return_annotation=return_annotation)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, is_partial):
        arguments = {}
        left = list(args)
        late = []
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind == 2:
                if left:
                    arguments[name] = tuple(left)
                left = []
            elif kind == 4:
                late.append(name)
            elif kind < 2 and left:
                if kind == 1 and name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = left.pop(0)
            elif kind and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not is_partial:
                has_rest = any(other.kind == 2 for other in self.parameters.values())
                word = " keyword-only" if kind == 3 and not has_rest else ""
                if name in kwargs:
                    word = " positional-only"
                raise TypeError(f"missing a required{word} argument: {name!r}")
        if left:
            raise TypeError("too many positional arguments")
        if late and kwargs:
            arguments[late[0]] = kwargs
        elif kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def __str__(self):
        parts = []
        was_positional_only = False
        needs_star = True
        for parameter in self.parameters.values():
            kind = parameter.kind
            if was_positional_only and kind != 0:
                parts.append("/")
            was_positional_only = kind == 0
            if kind == 2:
                needs_star = False
            elif kind == 3 and needs_star:
                parts.append("*")
                needs_star = False
            parts.append(str(parameter))
        if was_positional_only:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text

    def format(self, *, max_width=None, quote_annotation_strings=True):
        return str(self)

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (
            self.return_annotation == other.return_annotation
            and list(self.parameters.values()) == list(other.parameters.values())
        )


def _of_function(function):
    code = function.__code__
    positional, named = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames
    annotations = function.__annotations__
    defaults = function.__defaults__ or ()
    by_name = dict(zip(names[positional - len(defaults) : positional], defaults))
    by_name.update(function.__kwdefaults__ or {})
    kinds = [0] * code.co_posonlyargcount + [1] * (positional - code.co_posonlyargcount)
    order = list(zip(names, kinds))
    at = positional + named
    if code.co_flags & CO_VARARGS:
        order.append((names[at], 2))
        at += 1
    order += [(name, 3) for name in names[positional : positional + named]]
    if code.co_flags & CO_VARKEYWORDS:
        order.append((names[at], 4))
    parameters = []
    for name, kind in order:
        default, annotation = by_name.get(name, _empty), annotations.get(name, _empty)
        parameters.append(Parameter(name, kind, default=default, annotation=annotation))
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _of_partial(obj):
    inner = signature(obj.func)
    bound = inner.bind_partial(*obj.args, **obj.keywords)
    parameters = []
    is_named = False
    for name, parameter in inner.parameters.items():
        if name in obj.keywords:
            is_named = True
            parameter = parameter.replace(default=obj.keywords[name])
        elif name in bound.arguments and parameter.kind < 2:
            continue
        if is_named and parameter.kind == 1:
            parameter = parameter.replace(kind=3)
        elif is_named and parameter.kind == 2:
            continue
        parameters.append(parameter)
    return inner.replace(parameters=parameters)


class _Factory:
    def __repr__(self):
        return "<factory>"


def _of_dataclass(cls):
    from dataclasses import MISSING

    parameters = []
    for field in cls.__dataclass_fields__.values():
        if field._kind != "classvar" and field.init:
            default = _empty if field.default is MISSING else field.default
            if field.default_factory is not MISSING:
                default = _Factory()
            kind = 3 if field.kw_only is True else 1
            parameters.append(Parameter(field.name, kind, default=default, annotation=field.type))
    parameters.sort(key=lambda parameter: parameter.kind)
    return Signature(parameters, return_annotation=None)


def signature(obj, *, follow_wrapped=True, **options):
    """The signature of a function, method, class or partial."""
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if follow_wrapped and not isinstance(obj, type):
        obj = unwrap(obj)
    if isinstance(obj, FunctionType):
        return _of_function(obj)
    if isinstance(obj, MethodType):
        return _without_first(signature(obj.__func__))
    if isinstance(obj, partial):
        return _of_partial(obj)
    if isinstance(obj, type):
        if getattr(obj.__init__, "__module__", None) == "dataclasses":
            return _of_dataclass(obj)
        for name in ("__new__", "__init__"):
            for base in obj.__mro__[:-1]:
                found = base.__dict__.get(name)
                found = getattr(found, "__func__", found)
                if isinstance(found, FunctionType):
                    return _without_first(signature(found))
        if obj.__init__ is object.__init__:
            return Signature()
    elif isinstance(getattr(type(obj), "__call__", None), FunctionType):
        return _without_first(signature(type(obj).__call__))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _without_first(whole):
    parameters = list(whole.parameters.values())
    if parameters and parameters[0].kind < 2:
        del parameters[0]
    return Signature(parameters, return_annotation=whole.return_annotation)


class FullArgSpec(tuple):
    """`getfullargspec` of a function."""

    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations = [
        property(itemgetter(at)) for at in range(7)
    ]

    def __repr__(self):
        inside = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self)])
        return f"FullArgSpec({inside})"


def getfullargspec(func):
    args, kwonlyargs, defaults, kwonlydefaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    whole = signature(func, follow_wrapped=False)
    if isinstance(func, MethodType):
        whole = signature(func.__func__)
    if whole.return_annotation is not _empty:
        annotations["return"] = whole.return_annotation
    for name, parameter in whole.parameters.items():
        kind = parameter.kind
        if kind == 2:
            varargs = name
        elif kind == 4:
            varkw = name
        elif kind == 3:
            kwonlyargs.append(name)
            if parameter.default is not _empty:
                kwonlydefaults[name] = parameter.default
        else:
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    parts = (args, varargs, varkw, tuple(defaults) or None, kwonlyargs, kwonlydefaults or None, annotations)
    return FullArgSpec(parts)
