"""pprint: values over several lines where one is too short."""

from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString
from collections import defaultdict, deque
from types import MappingProxyType, SimpleNamespace

__all__ = ["PrettyPrinter", "pformat", "pp", "pprint"]

_USER = (UserDict, UserList, UserString)
# What has a layout of its own, unless a subclass says how it is shown.
_KNOWN = (
    OrderedDict, Counter, defaultdict, dict, list, tuple, set, frozenset, str, deque, ChainMap,
    MappingProxyType, SimpleNamespace, *_USER,
)


def _known(kind):
    for base in _KNOWN:
        if issubclass(kind, base) and kind.__repr__ is base.__repr__:
            return base


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _sorted(items, part):
    try:
        return sorted(items, key=part)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(part(item))), id(part(item))))


class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *,
        compact=False, sort_dicts=True, underscore_numbers=False,
    ):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pformat(self, object):
        return self._layout(object, 0, 0, {}, 0)

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def _pairs(self, value):
        pairs = list(value.items())
        return _sorted(pairs, lambda pair: pair[0]) if self._sort_dicts else pairs

    def format(self, object, context, maxlevels, level):
        """The value in one line, whether that can be read back, and whether it holds itself."""
        kind = _known(type(object))
        if kind not in (dict, list, tuple):
            if self._underscore_numbers and isinstance(object, int):
                return f"{object:_d}", True, False
            return repr(object), True, False
        opened, closed = "{}" if kind is dict else "[]" if kind is list else "()"
        if not object:
            return opened + closed, True, False
        if kind is tuple and len(object) == 1:
            closed = ",)"
        if maxlevels and level >= maxlevels:
            return f"{opened}...{closed}", False, False
        if id(object) in context:
            return _recursion(object), False, True
        context = {**context, id(object): 1}
        level += 1
        if kind is dict:
            parts = [
                f"{self.format(key, context, maxlevels, level)[0]}: "
                f"{self.format(item, context, maxlevels, level)[0]}"
                for key, item in self._pairs(object)
            ]
        else:
            parts = [self.format(item, context, maxlevels, level)[0] for item in object]
        return opened + ", ".join(parts) + closed, True, False

    def _layout(self, value, column, allowance, context, level):
        """The value from this column on, with room for what must follow its last line."""
        if id(value) in context:
            return _recursion(value)
        text = self.format(value, context, self._depth, level)[0]
        if len(text) <= self._width - column - allowance:
            return text
        cls = type(value)
        kind = _known(cls)
        if kind not in (None, SimpleNamespace) and not value:
            return text
        name = "namespace" if cls is SimpleNamespace else cls.__name__
        after = column + len(name) + 1
        inner = {**context, id(value): 1}
        gap = " " * (self._indent - 1)
        level += 1

        def flat(part):
            return self.format(part, inner, self._depth, level)[0]

        def joined(parts, column):
            return (",\n" + " " * column).join(parts)

        def entries(pairs, column, allowance):
            column += self._indent
            parts = []
            for left, (key, item) in enumerate(pairs, 1 - len(pairs)):
                key = flat(key)
                room = 1 if left else allowance
                part = self._layout(item, column + len(key) + 2, room, inner, level)
                parts.append(f"{key}: {part}")
            return "{" + gap + joined(parts, column) + "}"

        def fields(pairs):
            parts = []
            for left, (key, item) in enumerate(pairs, 1 - len(pairs)):
                part = "..."
                if id(item) not in inner:
                    room = 1 if left else allowance
                    part = self._layout(item, after + len(key) + 1, room, inner, level)
                parts.append(f"{key}={part}")
            return f"{name}({joined(parts, after)})"

        def items(values, column, allowance):
            column += self._indent
            lines = []
            room = most = self._width - column + 1
            is_open = False
            for left, item in enumerate(values, 1 - len(values)):
                if not left:
                    room -= allowance
                    most -= allowance
                if self._compact:
                    part = flat(item)
                    if room < len(part) + 2:
                        room = most
                        is_open = False
                    if room >= len(part) + 2:
                        room -= len(part) + 2
                        if is_open:
                            lines[-1] += ", " + part
                        else:
                            lines.append(part)
                        is_open = True
                        continue
                lines.append(self._layout(item, column, 1 if left else allowance, inner, level))
                is_open = False
            return gap + joined(lines, column)

        if kind is str:
            # A text that stands alone has brackets around its lines.
            alone = level == 1
            column += alone
            lines = _pieces(value, self._width - column, allowance + alone)
            text = ("\n" + " " * column).join(lines)
            return f"({text})" if alone and len(lines) > 1 else text
        if kind is dict:
            return entries(self._pairs(value), column, allowance + 1)
        if kind is list:
            return f"[{items(value, column, allowance + 1)}]"
        if kind is tuple:
            closed = ",)" if len(value) == 1 else ")"
            return f"({items(value, column, allowance + len(closed))}{closed}"
        if kind in (set, frozenset):
            value = _sorted(value, lambda item: item)
            if cls is set:
                return "{" + items(value, column, allowance + 1) + "}"
            return name + "({" + items(value, after, allowance + 2) + "})"
        if kind is Counter:
            return f"{name}({entries(value.most_common(), after, allowance + 2)})"
        if kind is defaultdict:
            text = entries(self._pairs(value), after, allowance + 2)
            return f"{name}({flat(value.default_factory)},\n{' ' * after}{text})"
        if kind is deque:
            if value.maxlen is None:
                return f"{name}([{items(value, after, allowance + 2)}])"
            return f"{name}([{items(value, after, 2)}],\n{' ' * after}maxlen={value.maxlen})"
        if kind is SimpleNamespace:
            return fields(value.__dict__.items())
        if kind in _USER:
            return self._layout(value.data, column, allowance, inner, level - 1)
        if kind in (OrderedDict, MappingProxyType, ChainMap):
            parts = [dict(value)] if kind is MappingProxyType else [list(value.items())]
            parts = value.maps if kind is ChainMap else parts
            last = len(parts) - 1
            parts = [
                self._layout(part, after, 1 if at < last else allowance + 1, inner, level)
                for at, part in enumerate(parts)
            ]
            return f"{name}({joined(parts, after)})"
        if hasattr(cls, "__dataclass_params__") and cls.__repr__.__module__ == "dataclasses":
            shown = [f for f in cls.__dataclass_fields__.values() if f.repr and f._kind == "field"]
            return fields([(f.name, getattr(value, f.name)) for f in shown])
        return text


def pformat(object, indent=1, width=80, depth=None, **options):
    return PrettyPrinter(indent, width, depth, **options).pformat(object)


def pprint(object, stream=None, *args, **options):
    print(pformat(object, *args, **options), file=stream)


def pp(object, *args, sort_dicts=False, **options):
    pprint(object, *args, sort_dicts=sort_dicts, **options)


def _words(line):
    """Words with the blanks behind them."""
    words = [""]
    for at, letter in enumerate(line):
        if at and line[at - 1].isspace() and not letter.isspace():
            words.append("")
        words[-1] += letter
    return words


def _pieces(text, width, allowance):
    """Literals that together are the text, each no wider than there is room."""
    pieces = []
    lines = text.splitlines(True)
    for line in lines:
        after = allowance if line is lines[-1] else 0
        if len(repr(line)) <= width - after:
            pieces.append(repr(line))
            continue
        piece = ""
        words = _words(line)
        for at, word in enumerate(words):
            room = width - after if at == len(words) - 1 else width
            if piece and len(repr(piece + word)) > room:
                pieces.append(repr(piece))
                piece = ""
            piece += word
        pieces.append(repr(piece))
    return pieces
