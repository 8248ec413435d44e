"""functools: functions that make functions."""

from types import GenericAlias, MethodType, UnionType

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)

_absent = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _absent)
        if value is not _absent:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class _Placeholder:
    def __repr__(self):
        return "Placeholder"


Placeholder = _Placeholder()


class partial:
    """A call with some of its arguments given."""

    def __init__(self, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = [*func.args, *args]
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = tuple(args)
        self.keywords = keywords
        self._holes = self.args.count(Placeholder)
        if self._holes and self.args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")

    def __call__(self, /, *args, **keywords):
        if keywords:
            keywords = {**self.keywords, **keywords}
        else:
            keywords = self.keywords
        if self._holes:
            if len(args) < self._holes:
                raise TypeError(
                    "missing positional arguments in 'partial' call; "
                    f"expected at least {self._holes}, got {len(args)}"
                )
            given = iter(args)
            filled = [next(given) if arg is Placeholder else arg for arg in self.args]
            return self.func(*filled, *given, **keywords)
        return self.func(*self.args, *args, **keywords)

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def __repr__(self):
        shown = [repr(self.func)]
        shown.extend(repr(value) for value in self.args)
        shown.extend(f"{name}={value!r}" for name, value in self.keywords.items())
        return f"functools.{type(self).__name__}({', '.join(shown)})"

    __class_getitem__ = classmethod(GenericAlias)


class partialmethod:
    """A partial that becomes a method."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, func.keywords | keywords
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        if hasattr(self.func, "__get__"):
            bound = self.func.__get__(instance, owner)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)

        def method(receiver, /, *args, **keywords):
            return self.func(receiver, *self.args, *args, **{**self.keywords, **keywords})

        return method if instance is None else MethodType(method, instance)


def reduce(function, iterable, /, initial=_absent):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _absent:
        for initial in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    value = initial
    for element in iterator:
        value = function(value, element)
    return value


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    K.__name__ = "KeyWrapper"
    K.__qualname__ = "KeyWrapper"
    return K


_info_class = None


def _CacheInfo(hits, misses, maxsize, currsize):
    """A named tuple, whose class is made by the first call: few programs ask for it."""
    global _info_class
    if _info_class is None:
        from collections import namedtuple

        names = ("hits", "misses", "maxsize", "currsize")
        _info_class = namedtuple("CacheInfo", names, module="functools")
    return _info_class(hits, misses, maxsize, currsize)


_separator = object()


def _make_key(args, kwds, typed):
    if not kwds and not typed:
        if len(args) == 1 and type(args[0]) in (int, str):
            return args[0]
        return args
    key = args
    if kwds:
        key += (_separator,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(value) for value in (*args, *kwds.values()))
    return key


class _lru_cache_wrapper:
    """A function with the results that it gave, those used last at the end."""

    def __init__(self, function, maxsize, typed):
        self._function = function
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._hits = 0
        self._misses = 0
        update_wrapper(self, function)

    def __call__(self, /, *args, **kwds):
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwds)
        results = self._results
        key = _make_key(args, kwds, self._typed)
        hash(key)
        result = results.get(key, _absent)
        if result is not _absent:
            self._hits += 1
            if self._maxsize is not None:
                results[key] = results.pop(key)
            return result
        self._misses += 1
        result = self._function(*args, **kwds)
        if self._maxsize is None:
            results[key] = result
        elif key not in results:
            if len(results) >= self._maxsize:
                del results[next(iter(results))]
            results[key] = result
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def cache_info(self):
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        self._results.clear()
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {id(self):#x}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _lru_cache_wrapper(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorator(function):
        if not callable(function):
            raise TypeError("the first argument must be callable")
        return _lru_cache_wrapper(function, maxsize, typed)

    return decorator


def cache(user_function, /):
    return _lru_cache_wrapper(user_function, None, False)


class cached_property:
    """A property that is computed once; its value then is an attribute of the object."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        values = getattr(instance, "__dict__", None)
        if values is None:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                f"{self.attrname!r} property."
            )
        value = values.get(self.attrname, _absent)
        if value is _absent:
            value = values[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(GenericAlias)


def _from_less(name, derive):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else derive(self, other, result)

    return method


def _derived(root):
    """The other three comparisons from one, by the comparison that is there."""
    table = {
        "__lt__": {
            "__gt__": lambda a, b, less: not less and a != b,
            "__le__": lambda a, b, less: less or a == b,
            "__ge__": lambda a, b, less: not less,
        },
        "__le__": {
            "__ge__": lambda a, b, at_most: not at_most or a == b,
            "__lt__": lambda a, b, at_most: at_most and a != b,
            "__gt__": lambda a, b, at_most: not at_most,
        },
        "__gt__": {
            "__lt__": lambda a, b, greater: not (greater or a == b),
            "__ge__": lambda a, b, greater: greater or a == b,
            "__le__": lambda a, b, greater: not greater,
        },
        "__ge__": {
            "__le__": lambda a, b, at_least: not at_least or a == b,
            "__gt__": lambda a, b, at_least: at_least and a != b,
            "__lt__": lambda a, b, at_least: not at_least,
        },
    }
    return table[root]


def total_ordering(cls):
    roots = [
        name
        for name in ("__lt__", "__le__", "__gt__", "__ge__")
        if getattr(cls, name, None) is not getattr(object, name, None)
    ]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in roots)
    for name, derive in _derived(root).items():
        if name not in roots:
            method = _from_less(root, derive)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


def _classes_of(cls):
    """The classes that an implementation is for; none where `cls` is no class and no union."""
    classes = cls.__args__ if isinstance(cls, UnionType) else (cls,)
    return classes if all(isinstance(one, type) for one in classes) else ()


def _annotated_class(function):
    function = getattr(function, "__func__", function)
    if not getattr(function, "__annotations__", None):
        raise TypeError(
            f"Invalid first argument to `register()`: {function!r}. "
            f"Use either `@register(some_class)` or plain `@register` "
            f"on an annotated function."
        )
    from typing import get_type_hints

    name, cls = next(iter(get_type_hints(function).items()))
    if not _classes_of(cls):
        why = "not all arguments are classes" if isinstance(cls, UnionType) else "is not a class"
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {why}.")
    return cls


def singledispatch(func):
    """A function whose implementation depends on the class of its first argument."""
    registry = {}

    def dispatch(cls):
        mro = cls.__mro__
        for base in mro:
            if base in registry:
                return registry[base]
            # Abstract classes that `base` is the first to belong to, the narrowest of them.
            wide = [known for known in registry if known not in mro and issubclass(base, known)]
            wide = [known for known in wide if not issubclass(base.__base__, known)]
            found = [
                known
                for known in wide
                if not any(known is not other and issubclass(other, known) for other in wide)
            ]
            if len(found) > 1:
                raise RuntimeError(f"Ambiguous dispatch: {found[0]} or {found[1]}")
            if found:
                return registry[found[0]]

    def register(cls, func=None):
        if func is None:
            if _classes_of(cls):
                return lambda function: register(cls, function)
            func = cls
            cls = _annotated_class(func)
        elif not _classes_of(cls):
            raise TypeError(
                f"Invalid first argument to `register()`. {cls!r} is not a class or union type."
            )
        for one in _classes_of(cls):
            registry[one] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """As singledispatch, by the class of the argument behind self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        dispatch = self.dispatcher.dispatch

        def method(*args, **kwargs):
            if not args:
                name = getattr(self.func, "__name__", "singledispatchmethod method")
                raise TypeError(f"{name} requires at least 1 positional argument")
            found = dispatch(args[0].__class__)
            return found.__get__(instance, owner)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
