"""textwrap: paragraphs, and the margins of texts."""

__all__ = ["TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"]


def _letters(text, *places):
    return all(0 <= at < len(text) and (text[at].isalpha() or text[at] == "_") for at in places)


def _dashes(text, at):
    """Where two or more dashes at this place end, if they stand between words; else 0."""
    end = at
    while text[end : end + 1] == "-":
        end += 1
    before, behind = text[at - 1 : at], text[end : end + 1]
    between = (before.isalnum() or before in tuple("_!\"'&.,?")) and (behind.isalnum() or behind == "_")
    return end if end - at > 1 and between else 0


def _chunks(text, hyphens):
    """Words and the blanks between them; a word may end behind a hyphen, and before a dash."""
    chunks = []
    at = 0
    while at < len(text):
        end = _dashes(text, at) if hyphens else 0
        if not end:
            end = at + 1
            while end < len(text) and text[end].isspace() == text[at].isspace():
                if hyphens and text[end] == "-":
                    if _dashes(text, end):
                        break
                    back = end - 3 if text[end - 2] == "-" else end - 2
                    on = end + 3 if text[end + 2 : end + 3] == "-" else end + 2
                    if _letters(text, back, end - 1, end + 1, on):
                        end += 1
                        break
                end += 1
        chunks.append(text[at:end])
        at = end
    return chunks


class TextWrapper:
    """How a paragraph is laid out."""

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
        tabsize=8, *, max_lines=None, placeholder=" [...]",
    ):
        options = locals()
        del options["self"]
        self.__dict__.update(options)

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join(" " if c.isspace() else c for c in text)
        chunks = _chunks(text, self.break_on_hyphens)
        if self.fix_sentence_endings:
            for at, chunk in enumerate(chunks[:-1]):
                word = chunk.rstrip("\"'")
                if chunks[at + 1] == " " and word[-1:] in (".", "!", "?") and word[-2:-1].islower():
                    chunks[at + 1] = "  "
        return chunks

    def wrap(self, text):
        lines = []
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks = self._split(text)[::-1]
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, room = [], width
            while chunks and len(chunks[-1]) <= room:
                room -= len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._cut(chunks, line, room if width > 0 else 1)
            if self.drop_whitespace and line and not line[-1].strip():
                line.pop()
            if not line:
                continue
            rest = chunks
            if self.drop_whitespace and len(rest) == 1 and not rest[0].strip():
                rest = []
            is_last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            if is_last and (rest or len("".join(line)) > width):
                self._close(lines, line, indent, width)
                break
            lines.append(indent + "".join(line))
        return lines

    def _cut(self, chunks, line, room):
        """Of a word that is longer than a line, as much as there is room for goes into this line."""
        word = chunks[-1]
        if self.break_long_words and room > 0:
            end = room
            hyphen = word.rfind("-", 0, room) if self.break_on_hyphens else -1
            if hyphen > 0 and word[:hyphen].strip("-"):
                end = hyphen + 1
            line.append(word[:end])
            chunks[-1:] = [word[end:]] if word[end:] else []
        elif not line:
            line.append(chunks.pop())

    def _close(self, lines, line, indent, width):
        """The placeholder stands behind the last word of the last line that leaves room for it."""
        while line:
            if line[-1].strip() and len("".join(line)) + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            line.pop()
        before = lines[-1].rstrip() if lines else ""
        if lines and len(before) + len(self.placeholder) <= self.width:
            lines[-1] = before + self.placeholder
        else:
            lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    wrapper = TextWrapper(width=width, max_lines=1, **options)
    return wrapper.fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for line in lines:
        stripped = line.lstrip(" \t")
        if stripped.strip():
            own = line[: len(line) - len(stripped)]
            if margin is None:
                margin = own
            else:
                same = 0
                while same < min(len(margin), len(own)) and margin[same] == own[same]:
                    same += 1
                margin = margin[:same]
    cut = len(margin or "")
    return "\n".join(line[cut:] if line.strip() else "" for line in lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join(
        prefix + line if predicate(line) else line for line in text.splitlines(True)
    )
