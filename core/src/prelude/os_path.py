"""os.path: what paths say as texts; there are no files here."""


def join(a, /, *paths):
    for path in paths:
        if path[:1] == "/" or not a:
            a = path
        else:
            a += path if a[-1:] == "/" else "/" + path
    return a


def split(p):
    cut = p.rfind("/") + 1
    return p[:cut].rstrip("/") or p[:cut], p[cut:]


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    name = basename(p)
    stem, dot, _ = name.rpartition(".")
    cut = len(name) - len(stem) if stem.strip(".") else 0
    return p[: len(p) - cut], p[len(p) - cut :]


def isabs(s):
    return s.startswith("/")
