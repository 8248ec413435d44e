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
        return format_string.format(*args, **kwargs)


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
