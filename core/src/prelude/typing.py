"""typing: names for annotations. They do nothing while a program runs."""

import collections as _collections
import sys
import collections.abc as _abc
from abc import ABCMeta, abstractmethod
from _types import evaluate as _evaluate
from _types import union as _union
from types import GenericAlias as _Alias
from types import UnionType

TYPE_CHECKING = False


class _Form:
    """A name that can be subscripted and combined, and nothing else."""

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, parameters):
        return _Alias(self, parameters)

    __iter__ = None

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, instance):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __mro_entries__(self, bases):
        return ()


class _Container(_Form):
    """`List`, `Dict` …: the old spelling of a builtin class."""

    def __init__(self, name, origin):
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _Optional(_Form):
    def __getitem__(self, parameter):
        if isinstance(parameter, tuple):
            raise TypeError(f"typing.Optional requires a single type. Got {parameter!r}.")
        return _union(parameter, None)


class _Union(_Form):
    def __repr__(self):
        return "<class 'typing.Union'>"

    def __instancecheck__(self, instance):
        return isinstance(instance, UnionType)

    def __getitem__(self, parameters):
        if parameters == ():
            raise TypeError("Cannot take a Union of no types.")
        return _union(*(parameters if isinstance(parameters, tuple) else (parameters,)))


class _Annotated(_Form):
    def __getitem__(self, parameters):
        made = _AnnotatedAlias(repr(_Alias(self, parameters))[7:])
        made.__origin__, *rest = made.__args__ = parameters
        made.__metadata__ = tuple(rest)
        return made


class _AnnotatedAlias(_Form):
    def __eq__(self, other):
        return self.__args__ == getattr(other, "__args__", None)

    def __hash__(self):
        return hash(self.__args__)

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)


class _Bare(_Form):
    """A name that stands alone."""

    def __getitem__(self, parameters):
        shown = "type 'Any'" if self is Any else repr(self)
        raise TypeError(f"{shown} is not subscriptable")


class _Literal(_Form):
    def __getitem__(self, parameters):
        values = parameters if isinstance(parameters, tuple) else (parameters,)
        kept = []
        for value in values:
            if not any(type(value) is type(known) and value == known for known in kept):
                kept.append(value)
        return _Alias(self, tuple(kept))


Any = _Bare("Any")
Optional = _Optional("Optional")
Union = _Union("Union")
Callable = _Container("Callable", _abc.Callable)
Literal = _Literal("Literal")
Final = _Form("Final")
ClassVar = _Form("ClassVar")
Annotated = _Annotated("Annotated")
NoReturn = _Bare("NoReturn")
Never = _Bare("Never")
Self = _Bare("Self")
LiteralString = _Bare("LiteralString")
TypeAlias = _Bare("TypeAlias")
Concatenate = _Form("Concatenate")
TypeGuard = _Form("TypeGuard")
TypeIs = _Form("TypeIs")
Unpack = _Form("Unpack")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
ReadOnly = _Form("ReadOnly")
List = _Container("List", list)
Dict = _Container("Dict", dict)
Set = _Container("Set", set)
FrozenSet = _Container("FrozenSet", frozenset)
Tuple = _Container("Tuple", tuple)
Type = _Container("Type", type)
Text = str
Hashable = _Container("Hashable", _abc.Hashable)
Sized = _Container("Sized", _abc.Sized)
Iterable = _Container("Iterable", _abc.Iterable)
Iterator = _Container("Iterator", _abc.Iterator)
Generator = _Container("Generator", _abc.Generator)
Collection = _Container("Collection", _abc.Collection)
Container = _Container("Container", _abc.Container)
Sequence = _Container("Sequence", _abc.Sequence)
MutableSequence = _Container("MutableSequence", _abc.MutableSequence)
Mapping = _Container("Mapping", _abc.Mapping)
MutableMapping = _Container("MutableMapping", _abc.MutableMapping)
AbstractSet = _Container("AbstractSet", _abc.Set)
MutableSet = _Container("MutableSet", _abc.MutableSet)
Awaitable = _Container("Awaitable", _abc.Awaitable)
Coroutine = _Container("Coroutine", _abc.Coroutine)
AsyncIterable = _Container("AsyncIterable", _abc.AsyncIterable)
AsyncIterator = _Container("AsyncIterator", _abc.AsyncIterator)
AsyncGenerator = _Container("AsyncGenerator", _abc.AsyncGenerator)
Reversible = _Container("Reversible", _abc.Reversible)
KeysView = _Container("KeysView", _abc.KeysView)
ValuesView = _Container("ValuesView", _abc.ValuesView)
ItemsView = _Container("ItemsView", _abc.ItemsView)
MappingView = _Container("MappingView", _abc.MappingView)
ChainMap = _Container("ChainMap", _collections.ChainMap)
Counter = _Container("Counter", _collections.Counter)
Deque = _Container("Deque", _collections.deque)
DefaultDict = _Container("DefaultDict", _collections.defaultdict)
OrderedDict = _Container("OrderedDict", _collections.OrderedDict)
Pattern = _Form("Pattern")
Match = _Form("Match")
BinaryIO = _Form("BinaryIO")
SupportsAbs = _Form("SupportsAbs")
SupportsRound = _Form("SupportsRound")
SupportsBytes = _Form("SupportsBytes")
SupportsComplex = _Form("SupportsComplex")
SupportsIndex = _Form("SupportsIndex")
SupportsInt = _Form("SupportsInt")
SupportsFloat = _Form("SupportsFloat")
IO = _Form("IO")
TextIO = _Form("TextIO")


def __getattr__(name):
    if name in ("ContextManager", "AsyncContextManager"):
        import contextlib

        return _Container(name, getattr(contextlib, f"Abstract{name}"))
    raise AttributeError(f"module 'typing' has no attribute {name!r}")


class _Variable:
    def __init__(self, name, *constraints, **options):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = options.get("bound")

        self._mark = "+" if options.get("covariant") else "-" if options.get("contravariant") else "~"

    def __repr__(self):
        return self._mark + self.__name__

    def __or__(self, other):
        return _Alias(Union, (self, other))

    def __ror__(self, other):
        return _Alias(Union, (other, self))


class TypeVar(_Variable):
    pass


class TypeVarTuple(_Variable):
    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield self


AnyStr = TypeVar("AnyStr", bytes, str)


class ParamSpec(_Variable):
    def __init__(self, name, **options):
        super().__init__(name, **options)
        self.args = f"{name}.args"
        self.kwargs = f"{name}.kwargs"


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if cls is Generic:
            every = parameters if isinstance(parameters, tuple) else (parameters,)
            if not every:
                raise TypeError("Parameter list to Generic[...] cannot be empty")
            if any(isinstance(one, type) for one in every):
                raise TypeError(
                    "Parameters to Generic[...] must all be type variables or parameter "
                    "specification variables."
                )
            if any(one is other for at, one in enumerate(every) for other in every[:at]):
                raise TypeError("Parameters to Generic[...] must all be unique")
        return _Alias(cls, parameters)


class _ProtocolMeta(ABCMeta):
    def __call__(cls, *args, **kwargs):
        if cls.__dict__.get("_is_protocol"):
            object.__new__(cls)
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        members = _checked_members(cls)
        return cls in type(instance).__mro__ or all(hasattr(instance, name) for name in members)

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol"):
            return super().__subclasscheck__(other)
        members = _checked_members(cls)
        data = sorted({name for name in members if not callable(getattr(cls, name, None))})
        if data:
            raise TypeError(
                "Protocols with non-method members don't support issubclass(). "
                f"Non-method members: {str(data)[1:-1]}."
            )
        return all(any(name in base.__dict__ for base in other.__mro__) for name in members)


def _checked_members(cls):
    if not cls.__dict__.get("_is_runtime_protocol"):
        raise TypeError(
            "Instance and class checks can only be used with @runtime_checkable protocols"
        )
    return _protocol_members(cls)


def _protocol_members(cls):
    names = []
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol"):
            for name in base.__dict__:
                if not name.startswith("_") or name in ("__call__", "__len__", "__iter__"):
                    names.append(name)
            names += base.__dict__.get("__annotations__", {})
    return names


class Protocol(metaclass=_ProtocolMeta):
    __slots__ = ()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._is_protocol = Protocol in cls.__bases__

    def __class_getitem__(cls, parameters):
        return _Alias(cls, parameters)


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__module__ = "__main__"
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return _Alias(Union, (self, other))

    def __ror__(self, other):
        return _Alias(Union, (other, self))


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        from collections import namedtuple

        fields = list(namespace.get("__annotations__", {}))
        defaults = [namespace[field] for field in fields if field in namespace]
        for at, field in enumerate(fields):
            if field not in namespace and any(late in namespace for late in fields[:at]):
                earlier = [late for late in fields[:at] if late in namespace]
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default field"
                    f"{'s' if len(earlier) > 1 else ''} {', '.join(earlier)}"
                )
        made = namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        for key, value in namespace.items():
            if key not in fields and key not in ("__annotations__", "__qualname__", "__classcell__"):
                setattr(made, key, value)
        made.__annotations__ = namespace.get("__annotations__", {})
        return made


class _NamedTupleMaker:
    def __call__(self, name, fields=(), /):
        from collections import namedtuple

        return namedtuple(name, [field for field, _ in fields])

    def __mro_entries__(self, bases):
        return (_NamedTupleRoot,)


class _Root(type):
    def __new__(mcls, name, bases, namespace):
        if not bases:
            return type.__new__(mcls, name, bases, namespace)
        return _NamedTupleMeta.__new__(_NamedTupleMeta, name, bases, namespace)


class _NamedTupleRoot(metaclass=_Root):
    pass


NamedTuple = _NamedTupleMaker()


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True):
        made = type.__new__(mcls, name, (dict,) if bases else (), namespace)
        own = namespace.get("__annotations__", {})
        annotations = {}
        required = set()
        for base in bases:
            annotations.update(base.__annotations__)
            required.update(getattr(base, "__required_keys__", ()))
        annotations.update(own)
        for key, annotation in own.items():
            mark = str(annotation).partition("[")[0].rpartition(".")[2]
            if mark == "Required" or total and mark != "NotRequired":
                required.add(key)
            else:
                required.discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(annotations) - required
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwds):
        return dict(*args, **kwds)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


class _TypedDict(metaclass=_TypedDictMeta):
    pass


class _TypedDictMaker:
    def __call__(self, name, fields, /, *, total=True):
        return _TypedDictMeta(name, (_TypedDict,), {"__annotations__": dict(fields)}, total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)


TypedDict = _TypedDictMaker()


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(method):
    return method


def no_type_check(arg):
    return arg


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for owner in reversed(getattr(obj, "__mro__", (obj,))):
        module = getattr(owner, "__module__", None) or "__main__"
        for name, hint in getattr(owner, "__annotations__", {}).items():
            if isinstance(hint, str):
                text = hint
                hint = _evaluate(text, module)
                if isinstance(hint, str):
                    known = {**(globalns or {}), **(localns or {})}
                    if text not in known:
                        raise NameError(f"name {text!r} is not defined", name=text)
                    hint = known[text]
            while not include_extras and get_origin(hint) in (Annotated, Required, NotRequired, ReadOnly):
                hint = hint.__args__[0]
            hints[name] = type(None) if hint is None else hint
    return hints


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    return isinstance(tp, type) and bool(tp.__dict__.get("_is_protocol"))


def get_protocol_members(tp, /):
    return frozenset(_protocol_members(tp))


def dataclass_transform(**options):
    def mark(thing):
        return thing

    return mark


def get_origin(tp):
    if isinstance(tp, UnionType):
        return Union
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    origin = getattr(tp, "__origin__", None)
    return origin.__origin__ if isinstance(origin, _Container) else origin


def get_args(tp):
    args = getattr(tp, "__args__", ())
    if get_origin(tp) is _abc.Callable and args and args[0] is not ...:
        return list(args[:-1]), args[-1]
    return args
