"""reprlib: texts of objects that contain themselves, and shortened ones."""

from builtins import repr as _text


def recursive_repr(fillvalue="..."):
    def decorator(function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)

        wrapper.__name__ = function.__name__
        wrapper.__qualname__ = function.__qualname__
        wrapper.__wrapped__ = function
        return wrapper

    return decorator


class Repr:
    """Texts of limited length: the middle of what is longer is left out."""

    def __init__(self, *, maxstring=30, maxother=30, maxlist=6, maxdict=4, fillvalue="..."):
        self.maxstring = maxstring
        self.maxother = maxother
        self.maxlist = maxlist
        self.maxdict = maxdict
        self.maxlevel = 6
        self.fillvalue = fillvalue

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        kind = type(x)
        if kind in _BRACKETS:
            left, right = _BRACKETS[kind]
            if not x and kind is not list and kind is not tuple:
                return _text(x)
            if level <= 0 and x:
                return f"{left}{self.fillvalue}{right}"
            items = x if kind in (list, tuple) else _sorted(x)
            shown = [self.repr1(item, level - 1) for item in items[: self.maxlist]]
            return self._joined(shown, len(x) > self.maxlist, left, right, x)
        if kind is dict:
            if level <= 0 and x:
                return f"{{{self.fillvalue}}}"
            shown = []
            for key in _sorted(x)[: self.maxdict]:
                shown.append(f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}")
            return self._joined(shown, len(x) > self.maxdict, "{", "}", x)
        limit = self.maxstring if kind is str else 40 if kind is int else self.maxother
        text = _text(x[:limit] if kind is str else x)
        if len(text) <= limit:
            return text
        left = max(0, (limit - 3) // 2)
        right = limit - 3 - left
        if kind is str:
            text = _text(x[:left] + x[len(x) - right :])
        return text[:left] + self.fillvalue + text[len(text) - right :]

    def _joined(self, shown, more, left, right, x):
        if more:
            shown.append(self.fillvalue)
        comma = "," if type(x) is tuple and len(x) == 1 else ""
        return f"{left}{', '.join(shown)}{comma}{right}"


def _sorted(x):
    try:
        return sorted(x)
    except Exception:
        return list(x)


_BRACKETS = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
}

aRepr = Repr()
repr = aRepr.repr
