"""copy: objects like others."""

import types as _types
from _asyncio import Future as _Future
from collections import deque as _deque


class Error(Exception):
    pass


error = Error

_ATOMIC = (
    type(None), int, float, bool, str, bytes, type, range, type(Ellipsis), type(NotImplemented),
    _types.FunctionType, _types.BuiltinFunctionType, property,
)
_UNCOPYABLE = (
    _types.CoroutineType, _types.GeneratorType, _types.AsyncGeneratorType, _types.ModuleType,
    _Future,
)


def _refuse(x):
    cls = type(x)
    name = cls.__name__
    if cls.__module__ not in ("builtins", "__main__"):
        name = f"{cls.__module__}.{name}"
    if isinstance(x, _types.ModuleType):
        name = "module"
    raise TypeError(f"cannot pickle '{name}' object")


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or cls in (tuple, frozenset, slice):
        return x
    if cls in (list, dict, set, _deque):
        return x.copy()
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    if isinstance(x, _UNCOPYABLE):
        _refuse(x)
    return _rebuild(x, None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _ATOMIC or issubclass(cls, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    if cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = [deepcopy(item, memo) for item in x]
        known = memo.get(id(x), _nil)
        if known is not _nil:
            return known
        made = tuple(made) if any(a is not b for a, b in zip(x, made)) else x
    elif cls in (set, frozenset):
        made = cls(deepcopy(item, memo) for item in x)
    elif cls is _deque:
        made = memo[id(x)] = _deque(maxlen=x.maxlen)
        made.extend(deepcopy(item, memo) for item in x)
    elif cls is slice:
        made = slice(*deepcopy([x.start, x.stop, x.step], memo))
    elif cls is _types.MethodType:
        made = _types.MethodType(x.__func__, deepcopy(x.__self__, memo))
    else:
        own = getattr(cls, "__deepcopy__", None)
        if own is not None:
            made = own(x, memo)
        else:
            if isinstance(x, _UNCOPYABLE):
                _refuse(x)
            made = _rebuild(x, memo)
    if made is not x:
        memo[id(x)] = made
        # What was copied stays alive meanwhile, so that no other object gets its id.
        memo.setdefault(id(memo), []).append(x)
    return made


def _rebuild(x, memo):
    """An object of the same class with the same attributes (`memo`: with copies of them)."""
    cls = type(x)

    def inner(value):
        return value if memo is None else deepcopy(value, memo)

    how = None
    if not isinstance(x, BaseException):
        if hasattr(cls, "__reduce_ex__"):
            how = x.__reduce_ex__(4)
        elif hasattr(cls, "__reduce__"):
            how = x.__reduce__()
    if how is not None:
        if isinstance(how, str):
            return x
        function, args, state, items, pairs = (*how, None, None, None)[:5]
        made = function(*inner(args))
        if memo is not None:
            memo[id(x)] = made
        if state is not None and hasattr(cls, "__setstate__"):
            made.__setstate__(inner(state))
        elif state:
            made.__dict__.update(inner(state))
        for item in items or ():
            made.append(inner(item))
        for key, value in pairs or ():
            made[inner(key)] = inner(value)
        return made
    if isinstance(x, BaseException):
        made = cls(*inner(x.args))
    elif isinstance(x, (tuple, str, bytes, int, float, frozenset)):
        base = next(b for b in (tuple, str, bytes, int, float, frozenset) if isinstance(x, b))
        if base is str:
            # Their own `__str__` is not asked.
            plain = "".join((x,))
        else:
            plain = base(x) if base not in (tuple, frozenset) else base(inner(item) for item in x)
        made = base.__new__(cls, plain)
    elif hasattr(cls, "__getnewargs__"):
        made = cls.__new__(cls, *inner(x.__getnewargs__()))
    else:
        made = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    has_state = hasattr(cls, "__getstate__")
    state = x.__getstate__() if has_state else getattr(x, "__dict__", None) or None
    for base in () if has_state else cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{base.__name__.lstrip('_')}{name}"
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                setattr(made, name, inner(getattr(x, name)))
    if state is not None:
        if hasattr(cls, "__setstate__"):
            made.__setstate__(inner(state))
        else:
            for name, value in dict(state).items():
                made.__dict__[name] = inner(value)
    # What is in it comes last: its own methods may ask its attributes.
    if isinstance(x, (list, _deque)):
        made.extend(inner(item) for item in x)
    elif isinstance(x, set):
        made.update(inner(item) for item in x)
    elif isinstance(x, dict):
        for key, value in x.items():
            made[inner(key)] = inner(value)
    return made


def replace(obj, /, **changes):
    """A copy with other values in some fields."""
    cls = type(obj)
    own = getattr(cls, "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return own(obj, **changes)
