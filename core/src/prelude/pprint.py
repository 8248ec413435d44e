"""pprint: values over several lines where one is too short."""

__all__ = ["PrettyPrinter", "pformat", "pp", "pprint"]


class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True
    ):
        self._options = (indent, width, depth)
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts

    def pformat(self, object):
        return pformat(
            object, *self._options, compact=self._compact, sort_dicts=self._sort_dicts
        )

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    text = _layout(object, indent, width, 0, 0, depth, compact, sort_dicts)
    if type(object) is str and len(text) > width:
        # A text that stands alone has brackets around its lines.
        lines = _pieces(object, width - 1, 1)
        text = text if len(lines) == 1 else f"({'\n '.join(lines)})"
    return text


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    text = pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts)
    print(text, file=stream)


def pp(object, *args, sort_dicts=False, **options):
    pprint(object, *args, sort_dicts=sort_dicts, **options)


def _sorted(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(item)), id(item)))


def _pairs(value, sort_dicts):
    pairs = list(value.items())
    if sort_dicts:
        try:
            pairs.sort(key=lambda pair: pair[0])
        except TypeError:
            pairs.sort(key=lambda pair: (str(type(pair[0])), id(pair[0])))
    return pairs


def _flat(value, depth, sort_dicts):
    """The value in one line."""
    kind = type(value)
    if kind is dict:
        if not value:
            return "{}"
        if depth == 0:
            return "{...}"
        parts = [
            f"{_flat(key, depth and depth - 1, sort_dicts)}: {_flat(item, depth and depth - 1, sort_dicts)}"
            for key, item in _pairs(value, sort_dicts)
        ]
        return "{" + ", ".join(parts) + "}"
    if kind is list or kind is tuple:
        opened, closed = "[]" if kind is list else "()"
        if not value:
            return opened + closed
        parts = [_flat(item, depth and depth - 1, sort_dicts) for item in value if depth != 0]
        parts = parts or ["..."]
        tail = "," if closed == ")" and len(value) == 1 else ""
        return opened + ", ".join(parts) + tail + closed
    return repr(value)


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


def _layout(value, indent, width, column, allowance, depth, compact, sort_dicts):
    """The value from this column on, with room for what must follow its last line."""
    text = _flat(value, depth, sort_dicts)
    kind = type(value)
    if len(text) <= width - column - allowance:
        return text
    if kind is str:
        return ("\n" + " " * column).join(_pieces(value, width - column, allowance))
    inner = None if depth is None else depth - 1
    if hasattr(kind, "__dataclass_params__") and kind.__dataclass_params__.repr:
        column += len(kind.__name__) + 1
        shown = [f.name for f in kind.__dataclass_fields__.values() if f.repr and f._kind == "field"]
        parts = []
        for name in shown:
            after = allowance if name == shown[-1] else 1
            place = column + len(name) + 1
            part = getattr(value, name)
            part = _layout(part, indent, width, place, after, inner, compact, sort_dicts)
            parts.append(f"{name}={part}")
        return f"{kind.__name__}({(',\n' + ' ' * column).join(parts)})"
    if kind is dict:
        column += indent
        parts = []
        pairs = _pairs(value, sort_dicts)
        for index, (key, item) in enumerate(pairs):
            key = _flat(key, inner, sort_dicts)
            after = allowance + 1 if index == len(pairs) - 1 else 1
            item = _layout(
                item, indent, width, column + len(key) + 2, after, inner, compact, sort_dicts
            )
            parts.append(f"{key}: {item}")
        return "{" + " " * (indent - 1) + (",\n" + " " * column).join(parts) + "}"
    brackets = {list: "[]", tuple: "()", set: "{}"}.get(kind)
    if brackets is None:
        return text
    opened, closed = brackets
    if kind is set:
        value = _sorted(value)
    if kind is tuple and len(value) == 1:
        closed = ",)"
    column += indent
    lines = []
    room = most = width - column + 1
    is_open = False
    for index, item in enumerate(value):
        after = 1
        if index == len(value) - 1:
            after = allowance + len(closed)
            room -= after
            most -= after
        if compact:
            flat = _flat(item, inner, sort_dicts)
            if room < len(flat) + 2:
                room = most
                is_open = False
            if room >= len(flat) + 2:
                room -= len(flat) + 2
                if is_open:
                    lines[-1] += ", " + flat
                else:
                    lines.append(flat)
                is_open = True
                continue
        lines.append(_layout(item, indent, width, column, after, inner, compact, sort_dicts))
        is_open = False
    return opened + " " * (indent - 1) + (",\n" + " " * column).join(lines) + closed
