"""dataclasses: methods written from a class's annotated fields."""

import copy
import keyword as _keyword
from _types import hint as _hint
from types import MappingProxyType


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FIELDS = "__dataclass_fields__"


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{shown}]"


class Field:
    def __init__(
        self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc
    ):
        self.name = None
        self._owner = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._kind = None

    @property
    def type(self):
        return self._owner and self._owner.__annotations__.get(self.name)

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
            f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
            f"kw_only={self.kw_only!r},doc={self.doc!r},_field_type={_SHOWN[self._kind]})"
        )


_SHOWN = {None: None, "field": "_FIELD", "classvar": "_FIELD_CLASSVAR", "initvar": "_FIELD_INITVAR"}


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
    doc=None,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _kind_of(annotation):
    """An annotation is the text that stands in the program, or what `make_dataclass` was given."""
    text = annotation if isinstance(annotation, str) else repr(annotation)
    head = text.lstrip("'\"").partition("[")[0].strip("'\" ").rpartition(".")[2]
    if head == "ClassVar":
        return "classvar"
    if head == "InitVar":
        return "initvar"
    if head == "KW_ONLY":
        return "kw_only"
    return "field"


def _collect(cls, kw_only):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        for known in getattr(base, _FIELDS, {}).values():
            fields[known.name] = known
    keyword_only, marked = bool(kw_only), 1
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        kind = _kind_of(annotation)
        if kind == "kw_only":
            if keyword_only is marked:
                raise TypeError(
                    f"{name!r} is KW_ONLY, but KW_ONLY has already been specified"
                )
            keyword_only = marked
            continue
        default = getattr(cls, name, MISSING)
        if isinstance(default, Field):
            made = default
        else:
            made = field(default=default)
        made.name, made._owner, made._kind = name, cls, kind
        if made.kw_only is MISSING:
            made.kw_only = bool(keyword_only)
        elif kind == "classvar":
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        if kind != "field" and made.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if kind == "field" and made.default.__class__.__hash__ is None:
            raise ValueError(
                f"mutable default {made.default.__class__} for field {name} is not allowed: "
                "use default_factory"
            )
        if isinstance(default, Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
        fields[name] = made
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return fields


def _make_init(cls, fields, frozen, slots):
    taking = [f for f in fields.values() if f._kind in ("field", "initvar")]
    positional = [f for f in taking if f.init and not f.kw_only]
    keyword = [f for f in taking if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        has_default = f.default is not MISSING or f.default_factory is not MISSING
        if has_default:
            seen_default = f
        elif seen_default is not None:
            raise TypeError(
                f"non-default argument {f.name!r} follows default argument {seen_default.name!r}"
            )
    order = [f.name for f in positional]
    by_name = {f.name: f for f in positional + keyword}
    has_post_init = hasattr(cls, "__post_init__")
    set_attribute = object.__setattr__ if frozen else setattr
    title = f"{cls.__qualname__}.__init__()"

    def __init__(self, *args, **kwargs):
        given = dict(zip(order, args))
        for name, value in kwargs.items():
            if name not in by_name:
                hint = _hint(name, [*by_name])
                raise TypeError(f"{title} got an unexpected keyword argument {name!r}{hint}")
            if name in given:
                raise TypeError(f"{title} got multiple values for argument {name!r}")
            given[name] = value
        if len(args) > len(order):
            named = sum([f.name in given for f in keyword])
            _too_many(title, positional, len(args) + 1, named)
        _check_missing(title, positional, keyword, given)
        initvars = []
        for f in taking:
            if f.init and f.name in given:
                value = given[f.name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.default is not MISSING and (f.init or slots):
                value = f.default
            else:
                continue
            if f._kind == "initvar":
                initvars.append(value)
            else:
                set_attribute(self, f.name, value)
        if has_post_init:
            self.__post_init__(*initvars)

    return __init__


def _required(fields):
    return [f for f in fields if f.default is MISSING and f.default_factory is MISSING]


def _too_many(title, positional, given, named):
    most = len(positional) + 1
    least = len(_required(positional)) + 1
    takes = f"{most}" if least == most else f"from {least} to {most}"
    plural = "" if least == most == 1 else "s"
    if named:
        ending = "" if named == 1 else "s"
        given = f"{given} positional arguments (and {named} keyword-only argument{ending})"
    raise TypeError(f"{title} takes {takes} positional argument{plural} but {given} were given")


def _check_missing(title, positional, keyword, given):
    for fields, kind in ((positional, "positional"), (keyword, "keyword-only")):
        names = [repr(f.name) for f in _required(fields) if f.name not in given]
        if not names:
            continue
        if len(names) == 1:
            text = names[0]
        elif len(names) == 2:
            text = f"{names[0]} and {names[1]}"
        else:
            text = ", ".join(names[:-1]) + f", and {names[-1]}"
        plural = "" if len(names) == 1 else "s"
        raise TypeError(f"{title} missing {len(names)} required {kind} argument{plural}: {text}")


def _values(instance, fields):
    return tuple([getattr(instance, f.name) for f in fields])


def _named(cls, function, name):
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


_running_reprs = set()


def _make_repr(shown):
    def __repr__(self):
        key = id(self)
        if key in _running_reprs:
            return "..."
        _running_reprs.add(key)
        try:
            inside = ", ".join([f"{f.name}={getattr(self, f.name)!r}" for f in shown])
        finally:
            _running_reprs.discard(key)
        return f"{self.__class__.__qualname__}({inside})"

    return __repr__


def _make_order(compared, test):
    def method(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return test(_values(self, compared), _values(other, compared))

    return method


_ORDERS = {
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__ = _named(cls, __setattr__, "__setattr__")
    cls.__delattr__ = _named(cls, __delattr__, "__delattr__")


class _Doc:
    """`__doc__` of a dataclass that has none of its own."""

    def __get__(self, instance, owner):
        from inspect import signature

        return owner.__name__ + str(signature(owner)).replace(" -> None", "")


class _DataclassParams:
    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        inside = ",".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
        return f"_DataclassParams({inside})"


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    for base in cls.__mro__[1:]:
        params = base.__dict__.get("__dataclass_params__")
        if params is None:
            continue
        if params.frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    fields = _collect(cls, kw_only)
    real = [f for f in fields.values() if f._kind == "field"]
    own = cls.__dict__
    has_own_hash = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    setattr(cls, _FIELDS, fields)
    cls.__dataclass_params__ = _DataclassParams(
        init=init,
        repr=repr,
        eq=eq,
        order=order,
        unsafe_hash=unsafe_hash,
        frozen=frozen,
        match_args=match_args,
        kw_only=kw_only,
        slots=slots,
        weakref_slot=False,
    )
    if init and "__init__" not in own:
        cls.__init__ = _named(cls, _make_init(cls, fields, frozen, slots), "__init__")
    if repr and "__repr__" not in own:
        cls.__repr__ = _named(cls, _make_repr([f for f in real if f.repr]), "__repr__")
    compared = [f for f in real if f.compare]
    if eq and "__eq__" not in own:

        def __eq__(self, other):
            if self is other:
                return True
            if other.__class__ is not self.__class__:
                return NotImplemented
            return _values(self, compared) == _values(other, compared)

        cls.__eq__ = _named(cls, __eq__, "__eq__")
    if order:
        for name, test in _ORDERS.items():
            if name in own:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__} "
                    "Consider using functools.total_ordering"
                )
            setattr(cls, name, _named(cls, _make_order(compared, test), name))
    if unsafe_hash and has_own_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or (eq and frozen and not has_own_hash):
        hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]

        def __hash__(self):
            return hash(_values(self, hashed))

        cls.__hash__ = _named(cls, __hash__, "__hash__")
    elif eq and not has_own_hash:
        cls.__hash__ = None
    if frozen:
        for name in "__setattr__", "__delattr__":
            if name in own:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        _freeze(cls, {f.name for f in real})
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple(
            [f.name for f in fields.values() if f._kind != "classvar" and f.init and not f.kw_only]
        )
    if "__replace__" not in own:
        cls.__replace__ = replace
    if cls.__doc__ is None:
        cls.__doc__ = _Doc()
    if slots:
        cls = _with_slots(cls, [f.name for f in real])
        if frozen and "__getstate__" not in own:
            cls.__getstate__, cls.__setstate__ = _get_state, _set_state
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods

        update_abstractmethods(cls)
    return cls


def _get_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(base.__dict__.get("__slots__", ()))
    for name in names:
        if name in cls.__dict__:
            delattr(cls, name)
    cls.__slots__ = tuple([name for name in names if name not in inherited])
    # In CPython it is a second class, of which the bases are told without the first one's options.
    super(cls, cls).__init_subclass__()
    return cls


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    def wrap(cls):
        return _process(
            cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots
        )

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    known = getattr(class_or_instance, _FIELDS, None)
    if known is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([f for f in known.values() if f._kind == "field"])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _convert(obj, make):
    if _is_instance(obj):
        return make([(f.name, _convert(getattr(obj, f.name), make)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(item, make) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_convert(item, make) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_convert(k, make), _convert(v, make)) for k, v in obj.items()]
        if hasattr(obj, "default_factory"):
            return type(obj)(obj.default_factory, pairs)
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._kind == "classvar":
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified with "
                    "replace()"
                )
            continue
        if f.name not in changes:
            if f._kind == "initvar" and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    from typing import Any

    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            item = item, Any
        if not 2 <= len(item) <= 3:
            raise TypeError(f"Invalid field: {item!r}")
        name, *rest = item
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if _keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = rest[0]
        if len(rest) == 2:
            body[name] = rest[1]
    body["__annotations__"] = annotations
    if module is not None:
        body["__module__"] = module
    return dataclass(type(cls_name, tuple(bases), body), **options)
