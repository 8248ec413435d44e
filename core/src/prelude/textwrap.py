"""textwrap: paragraphs, and the margins of texts."""

__all__ = ["dedent", "fill", "indent", "shorten", "wrap"]


def wrap(text, width=70, *, initial_indent="", subsequent_indent=""):
    if width <= 0:
        raise ValueError(f"invalid width {width!r} (must be > 0)")
    lines = []
    line, empty = initial_indent, True
    for word in text.split():
        while True:
            gap = "" if empty else " "
            room = width - len(line) - len(gap)
            if len(word) <= room:
                line, empty, word = line + gap + word, False, ""
            elif empty:
                # A word that is longer than a line is cut.
                room = max(room, 1)
                line, word = line + word[:room], word[room:]
                empty = False
            if not word:
                break
            lines.append(line)
            line, empty = subsequent_indent, True
    if not empty:
        lines.append(line)
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
