"""textwrap: paragraphs, and the margins of texts."""

__all__ = ["dedent", "fill", "indent", "shorten", "wrap"]


def _chunks(text):
    """Words and the blanks between them; a word may end behind a hyphen between letters."""
    text = "".join(" " if c.isspace() else c for c in text.expandtabs())
    chunks = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] == " ") == (text[at] == " "):
            before, behind = text[max(end - 3, 0) : end - 1], text[end : end + 2]
            hyphen = text[end - 1] == "-"
            if hyphen and all(len(two) == 2 and two.isalpha() for two in (before, behind)):
                break
            if hyphen and before[-1:] == "-" and behind[0].isalnum():
                break
            if behind == "--" and text[end - 1].isalnum():
                break
            end += 1
        chunks.append(text[at:end])
        at = end
    return chunks


def wrap(text, width=70, *, initial_indent="", subsequent_indent=""):
    if width <= 0:
        raise ValueError(f"invalid width {width!r} (must be > 0)")
    chunks = _chunks(text)[::-1]
    lines = []
    while chunks:
        indent = subsequent_indent if lines else initial_indent
        room = width - len(indent)
        if chunks[-1][0] == " " and lines:
            chunks.pop()
        line = []
        while chunks and len(chunks[-1]) <= room:
            room -= len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width - len(indent):
            # A word that is longer than a line is cut.
            word = chunks.pop()
            end = room if width > len(indent) else 1
            hyphen = word.rfind("-", 0, end)
            if hyphen > 0 and word[:hyphen].strip("-"):
                end = hyphen + 1
            chunks += [part for part in (word[end:],) if part]
            line += [part for part in (word[:end],) if part]
        if line and line[-1][0] == " ":
            line.pop()
        if line:
            lines.append(indent + "".join(line))
    return lines


def fill(text, width=70, **options):
    return "\n".join(wrap(text, width, **options))


def shorten(text, width, *, placeholder=" [...]"):
    words = text.split()
    text = " ".join(words)
    if len(text) <= width:
        return text
    while words and len(" ".join(words)) + len(placeholder) > width:
        words.pop()
    if not words:
        if len(placeholder.lstrip()) > width:
            raise ValueError("placeholder too large for max width")
        return placeholder.lstrip()
    return " ".join(words) + placeholder


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
