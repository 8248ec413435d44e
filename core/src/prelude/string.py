"""Character classes, capwords, and templates with dollar signs."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result = self._expanded(format_string, (args, kwargs, used, [0]), 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _expanded(self, text, known, depth):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        args, kwargs, used, automatic = known
        out = []
        for literal, name, spec, conversion in self.parse(text):
            out.append(literal)
            if name is None:
                continue
            first = _first_of(name)
            if not first or first.isdigit():
                # How many fields were numbered automatically; False behind a number by hand.
                count = automatic[0]
                if count if first else count is False:
                    ways = ["manual field specification", "automatic field numbering"]
                    old, new = reversed(ways) if first else ways
                    raise ValueError(f"cannot switch from {old} to {new}")
                automatic[0] = False if first else count + 1
                name = name if first else f"{count}{name}"
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            out.append(self.format_field(value, self._expanded(spec, known, depth - 1)))
        return "".join(out)

    def parse(self, format_string):
        text = format_string
        at = 0
        while at < len(text):
            end = at
            while end < len(text) and text[end] not in "{}":
                end += 1
            mark = text[end : end + 1]
            if not mark or text.startswith(mark, end + 1):
                yield text[at : end + len(mark)], None, None, None
                at = end + 2
                continue
            if mark == "}" or end + 1 == len(text):
                raise ValueError(f"Single '{mark}' encountered in format string")
            literal = text[at:end]
            at = end + 1
            depth = 1
            while depth:
                end += 1
                if end == len(text):
                    raise ValueError("expected '}' before end of string")
                depth += (text[end] == "{") - (text[end] == "}")
            name, conversion, spec = _parts(text[at:end])
            yield literal, name, spec, conversion
            at = end + 1

    def get_field(self, field_name, args, kwargs):
        first = _first_of(field_name)
        key = int(first) if first.isdigit() else first
        value = self.get_value(key, args, kwargs)
        rest = field_name[len(first) :]
        while rest:
            if rest[0] == ".":
                name = _first_of(rest[1:])
                value = getattr(value, name)
                rest = rest[1 + len(name) :]
            else:
                index, _, rest = rest[1:].partition("]")
                value = value[int(index) if index.isdigit() else index]
        return value, key

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")


def _first_of(name):
    """What stands before the first dot or bracket."""
    return name.partition(".")[0].partition("[")[0]


def _parts(field):
    """Name, conversion and specification of a replacement field."""
    at = 0
    while at < len(field) and field[at] not in "!:":
        at = field.find("]", at) + 1 or len(field) if field[at] == "[" else at + 1
    rest = field[at:]
    conversion = None
    if rest.startswith("!"):
        conversion = rest[1:2]
        if not conversion:
            raise ValueError("unmatched '{' in format spec")
        if rest[2:3] not in ("", ":"):
            raise ValueError("expected ':' after conversion specifier")
        rest = rest[2:]
    return field[:at], conversion, rest[1:]


class _Names(dict):
    """What a template asks for, in its order."""

    def __contains__(self, name):
        self[name] = ""
        return False

    def __missing__(self, name):
        return ""


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _expand(self, values, safe):
        """Walks from one delimiter to the next; `safe` keeps what has no value."""
        text = self.template
        mark = self.delimiter
        out = []
        at = 0
        while True:
            start = text.find(mark, at)
            if start < 0:
                out.append(text[at:])
                return "".join(out)
            out.append(text[at:start])
            behind = start + len(mark)
            if text.startswith(mark, behind):
                out.append(mark)
                at = behind + len(mark)
                continue
            braced = text.startswith("{", behind)
            first = behind + braced
            end = first
            while end < len(text) and self._continues(text[end], end == first):
                end += 1
            if end == first or (braced and not text.startswith("}", end)):
                if not safe:
                    self._invalid(behind)
                out.append(mark)
                at = behind
                continue
            name = text[first:end]
            at = end + braced
            if safe and name not in values:
                out.append(text[start:at])
            else:
                out.append(str(values[name]))

    @staticmethod
    def _continues(character, is_first):
        if not character.isascii():
            return False
        return character == "_" or (character.isalpha() if is_first else character.isalnum())

    def _invalid(self, place):
        lines = self.template[:place].splitlines(keepends=True)
        if lines:
            column = place - len("".join(lines[:-1]))
            line = len(lines)
        else:
            line = column = 1
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def get_identifiers(self):
        names = _Names()
        self._expand(names, True)
        return list(names)

    def is_valid(self):
        try:
            self._expand(_Names(), False)
        except ValueError:
            return False
        return True

    def substitute(self, mapping={}, /, **kws):
        return self._expand({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._expand({**mapping, **kws}, True)
