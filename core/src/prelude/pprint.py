"""pprint: values over several lines where one is too short."""

__all__ = ["pformat", "pp", "pprint"]


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    return _layout(object, indent, width, 0, 0, depth, compact, sort_dicts)


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
        if depth == 0:
            return opened + "..." + closed
        parts = [_flat(item, depth and depth - 1, sort_dicts) for item in value]
        tail = "," if closed == ")" and len(parts) == 1 else ""
        return opened + ", ".join(parts) + tail + closed
    return repr(value)


def _layout(value, indent, width, column, allowance, depth, compact, sort_dicts):
    """The value from this column on, with room for what must follow its last line."""
    text = _flat(value, depth, sort_dicts)
    kind = type(value)
    if len(text) <= width - column - allowance or not hasattr(value, "__len__"):
        return text
    inner = None if depth is None else depth - 1
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
    room = 0
    for index, item in enumerate(value):
        after = allowance + len(closed) if index == len(value) - 1 else 1
        flat = _flat(item, inner, sort_dicts)
        if compact and lines and len(flat) + 2 <= room - (after - 1):
            lines[-1] += ", " + flat
            room -= len(flat) + 2
            continue
        item = _layout(item, indent, width, column, after, inner, compact, sort_dicts)
        lines.append(item)
        room = width - column - len(item) if "\n" not in item else 0
    return opened + " " * (indent - 1) + (",\n" + " " * column).join(lines) + closed
