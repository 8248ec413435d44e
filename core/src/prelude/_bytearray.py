"""bytearray: bytes that change. Reading is what bytes do; here is what changes them."""

from _types import set_bytes as _set


def _as_byte(value):
    if not hasattr(value, "__index__"):
        kind = type(value).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    if not 0 <= value.__index__() < 256:
        raise ValueError("byte must be in range(0, 256)")
    return bytes([value.__index__()])


def _wrapped(name):
    read = getattr(bytes, name)

    def method(self, *args, **kwds):
        return _again(read(self, *args, **kwds))

    method.__name__ = name
    return method


def _again(found):
    if isinstance(found, bytes):
        return bytearray(found)
    if isinstance(found, (list, tuple)):
        return type(found)([_again(part) for part in found])
    return found


class bytearray(bytes):
    __hash__ = None

    def __repr__(self):
        return f"{type(self).__name__}({bytes(self)!r})"

    __str__ = __repr__

    def __getitem__(self, key):
        if isinstance(key, slice):
            return bytearray(bytes(self)[key])
        try:
            return bytes(self)[key]
        except IndexError:
            raise IndexError("bytearray index out of range") from None

    def __setitem__(self, key, value):
        old = bytes(self)
        if isinstance(key, slice):
            parts = list(old)
            parts[key] = [value] if isinstance(value, int) else bytes(value)
            _set(self, bytes(parts))
            return
        byte = _as_byte(value)
        try:
            at = range(len(old))[key]
        except IndexError:
            raise IndexError("bytearray index out of range") from None
        _set(self, old[:at] + byte + old[at + 1 :])

    def __delitem__(self, key):
        parts = list(bytes(self))
        try:
            del parts[key]
        except IndexError:
            raise IndexError("bytearray index out of range") from None
        _set(self, bytes(parts))

    def __add__(self, other):
        if not isinstance(other, bytes):
            raise TypeError(f"can't concat {type(other).__name__} to bytearray")
        return bytearray(bytes(self) + bytes(other))

    def __radd__(self, other):
        return other + bytes(self)

    def __iadd__(self, other):
        _set(self, bytes(self + other))
        return self

    def __mul__(self, count):
        return bytearray(bytes(self) * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        _set(self, bytes(self) * count)
        return self

    def __mod__(self, values):
        return bytearray(bytes(self) % values)

    def append(self, item, /):
        _set(self, bytes(self) + _as_byte(item))

    def extend(self, items, /):
        _set(self, bytes(self) + b"".join([_as_byte(item) for item in items]))

    def insert(self, index, item, /):
        self[index:index] = _as_byte(item)

    def pop(self, index=-1, /):
        if not self:
            raise IndexError("pop from empty bytearray")
        item = bytes(self)[index] if -len(self) <= index < len(self) else None
        if item is None:
            raise IndexError("pop index out of range")
        del self[index]
        return item

    def remove(self, value, /):
        at = self.find(_as_byte(value))
        if at < 0:
            raise ValueError("value not found in bytearray")
        del self[at]

    def reverse(self):
        _set(self, bytes(self)[::-1])

    @classmethod
    def fromhex(cls, string, /):
        return cls(bytes.fromhex(string))

    def resize(self, size, /):
        if size < 0:
            raise ValueError(f"Can only resize to positive sizes, got {size}")
        _set(self, bytes(self)[:size].ljust(size, b"\0"))

    def clear(self):
        _set(self, b"")

    def copy(self):
        return bytearray(self)


for _name in (
    "capitalize center expandtabs join ljust lower lstrip partition removeprefix removesuffix "
    "replace rjust rpartition rsplit rstrip split splitlines strip swapcase title translate upper "
    "zfill"
).split():
    setattr(bytearray, _name, _wrapped(_name))
bytearray.__module__ = "builtins"
