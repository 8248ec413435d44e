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

    def __init__(self, *, maxstring=30, maxother=30, maxlist=6, fillvalue="..."):
        self.maxstring = maxstring
        self.maxother = maxother
        self.maxlist = maxlist
        self.fillvalue = fillvalue

    def repr(self, x):
        if isinstance(x, (list, tuple)):
            shown = [self.repr(item) for item in x[: self.maxlist]]
            if len(x) > self.maxlist:
                shown.append(self.fillvalue)
            inner = ", ".join(shown)
            if isinstance(x, list):
                return f"[{inner}]"
            return f"({inner},)" if len(x) == 1 else f"({inner})"
        limit = self.maxstring if isinstance(x, str) else self.maxother
        text = _text(x)
        if len(text) <= limit:
            return text
        left = max(0, (limit - 3) // 2)
        right = max(0, limit - 3 - left)
        return text[:left] + self.fillvalue + text[len(text) - right :]


aRepr = Repr()
repr = aRepr.repr
