"""weakref: references that keep nothing alive."""

from _weakref import guard as _guard_of
from _weakref import link as _link
from _weakref import set_guard as _set_guard
from collections.abc import MutableMapping, MutableSet


class _Guard:
    """Dies with the object that holds it, and calls what waits for that."""

    def __init__(self):
        self.calls = []

    def __del__(self):
        for call in reversed(self.calls):
            call()


def _when_dead(obj, call):
    guard = _guard_of(obj)
    if guard is None:
        guard = _Guard()
        _set_guard(obj, guard)
    if isinstance(guard, _Guard):
        guard.calls.append(call)
    return guard


class ref:
    """Called, it gives the object, or None when that is dead."""

    def __init__(self, obj, callback=None, /):
        self._link = _link(obj)
        self._id = id(obj)
        self._kind = type(obj).__name__
        self._hash = None
        self.__callback__ = callback
        if callback is not None:
            # The reference may die first: then nobody is told.
            mine = _link(self)

            def tell():
                alive = mine.get()
                if alive is not None:
                    alive.__callback__ = None
                    callback(alive)

            _when_dead(obj, tell)

    def __call__(self):
        return self._link.get()

    def __hash__(self):
        if self._hash is None:
            obj = self._link.get()
            if obj is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(obj)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        one, two = self._link.get(), other._link.get()
        if one is None or two is None:
            return self is other
        return one is two or one == two

    def __repr__(self):
        if self._link.get() is None:
            return f"<weakref at {id(self):#x}; dead>"
        return f"<weakref at {id(self):#x}; to '{self._kind}' at {self._id:#x}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    __class_getitem__ = classmethod(type(list[int]))


ref.__name__ = ref.__qualname__ = "ReferenceType"
ReferenceType = ref


class WeakMethod(ref):
    """A reference to a method that keeps its object no more than a plain one."""

    def __init__(self, meth, callback=None, /):
        super().__init__(meth.__self__, callback)
        self._function = meth.__func__

    def __call__(self):
        obj = self._link.get()
        return None if obj is None else self._function.__get__(obj, type(obj))

    __hash__ = ref.__hash__


def proxy(obj, callback=None, /):
    """Looks like the object while that lives."""
    return _Proxy(ref(obj, callback))


class _Proxy:
    def __init__(self, reference):
        object.__setattr__(self, "_ref", reference)

    def _get(self):
        obj = object.__getattribute__(self, "_ref")()
        if obj is None:
            raise ReferenceError("weakly-referenced object no longer exists")
        return obj

    def __getattr__(self, name):
        return getattr(_Proxy._get(self), name)

    def __setattr__(self, name, value):
        setattr(_Proxy._get(self), name, value)

    def __str__(self):
        return str(_Proxy._get(self))

    def __len__(self):
        return len(_Proxy._get(self))

    def __iter__(self):
        return iter(_Proxy._get(self))

    def __getitem__(self, key):
        return _Proxy._get(self)[key]

    def __call__(self, *args, **kwds):
        return _Proxy._get(self)(*args, **kwds)

    def __bool__(self):
        return bool(_Proxy._get(self))


def _forwarded(name):
    return lambda self, *args: getattr(_Proxy._get(self), name)(*args)


for _name in "eq ne lt le gt ge add sub mul truediv contains setitem delitem next".split():
    setattr(_Proxy, f"__{_name}__", _forwarded(f"__{_name}__"))

class finalize:
    """A call that is made when an object dies."""

    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self._ref = ref(obj)
        self.atexit = True
        _when_dead(obj, self)

    def __call__(self, _=None):
        call, self._call = self._call, None
        if call is not None:
            func, args, kwargs = call
            return func(*args, **kwargs)

    @property
    def alive(self):
        return self._call is not None

    def __repr__(self):
        if not self.alive:
            return f"<finalize object at {id(self):#x}; dead>"
        obj = self._ref()
        return f"<finalize object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>"

    def peek(self):
        obj = self._ref()
        return (obj, *self._call) if obj is not None and self.alive else None

    def detach(self):
        found = self.peek()
        self._call = None
        return found


class WeakSet(MutableSet):
    """A set whose elements vanish when nobody else refers to them."""

    def __init__(self, data=None):
        self._refs = {}
        if data is not None:
            self.update(data)

    def _alive(self):
        alive = []
        for reference in list(self._refs):
            obj = reference()
            if obj is None:
                del self._refs[reference]
            else:
                alive.append(obj)
        return alive

    def __iter__(self):
        return iter(self._alive())

    def __len__(self):
        return len(self._alive())

    def __contains__(self, item):
        try:
            return ref(item) in self._refs
        except TypeError:
            return False

    def add(self, item):
        self._refs.setdefault(ref(item))

    def discard(self, item):
        self._refs.pop(ref(item), None)

    def remove(self, item):
        if item not in self:
            raise KeyError(ref(item))
        self.discard(item)

    def clear(self):
        self._refs.clear()

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def update(self, other):
        for item in other:
            self.add(item)

    def pop(self):
        alive = self._alive()
        if not alive:
            raise KeyError("pop from empty WeakSet")
        self.discard(alive[-1])
        return alive[-1]

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def difference(self, other):
        return type(self)([item for item in self if item not in other])

    def intersection(self, other):
        return type(self)([item for item in self if item in other])

    def __eq__(self, other):
        if not isinstance(other, WeakSet):
            return NotImplemented
        return set(self) == set(other)

    def __repr__(self):
        return repr(set(self._refs))


class WeakKeyDictionary(MutableMapping):
    """An item vanishes when nobody else refers to its key."""

    def __init__(self, dict=None):
        self._items = {}
        if dict is not None:
            self.update(dict)

    def _alive(self):
        for reference in list(self._items):
            if reference() is None:
                del self._items[reference]
        return [reference() for reference in self._items]

    def __iter__(self):
        return iter(self._alive())

    def __len__(self):
        return len(self._alive())

    def __getitem__(self, key):
        return self._items[ref(key)]

    def __setitem__(self, key, value):
        self._items[ref(key)] = value

    def __delitem__(self, key):
        del self._items[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._items
        except TypeError:
            return False

    def keyrefs(self):
        self._alive()
        return list(self._items)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakValueDictionary(MutableMapping):
    """An item vanishes when nobody else refers to its value."""

    def __init__(self, other=(), /, **kw):
        self._items = {}
        self.update(other, **kw)

    def _alive(self):
        for key, reference in list(self._items.items()):
            if reference() is None:
                del self._items[key]
        return list(self._items)

    def __iter__(self):
        return iter(self._alive())

    def __len__(self):
        return len(self._alive())

    def __getitem__(self, key):
        obj = self._items[key]()
        if obj is None:
            del self._items[key]
            raise KeyError(key)
        return obj

    def __setitem__(self, key, value):
        self._items[key] = ref(value)

    def __delitem__(self, key):
        del self._items[key]

    def __contains__(self, key):
        return key in self._items and self._items[key]() is not None

    def valuerefs(self):
        self._alive()
        return list(self._items.values())

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


def getweakrefcount(obj, /):
    """How many callbacks wait for its end."""
    guard = _guard_of(obj)
    return len(guard.calls) if isinstance(guard, _Guard) else 0
