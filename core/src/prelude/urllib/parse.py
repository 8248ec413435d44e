"""urllib.parse: the parts of a URL."""

from collections import namedtuple

_PLAIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def quote(string, safe="/"):
    text = str(string)
    parts = []
    for letter in text:
        if letter in _PLAIN or letter in safe:
            parts.append(letter)
        else:
            parts += [f"%{byte:02X}" for byte in letter.encode()]
    return "".join(parts)


def quote_plus(string, safe=""):
    return quote(string, safe + " ").replace(" ", "+")


def unquote(string):
    head, *rest = string.split("%")
    data = head.encode()
    for part in rest:
        try:
            data += bytes([int(part[:2], 16)]) + part[2:].encode()
        except ValueError:
            data += b"%" + part.encode()
    return data.decode("utf-8", "replace")


def urlencode(query, doseq=False):
    pairs = []
    for name, value in query.items() if hasattr(query, "items") else query:
        values = value if doseq and isinstance(value, (list, tuple)) else [value]
        for one in values:
            pairs.append(f"{quote_plus(name)}={quote_plus(one)}")
    return "&".join(pairs)


def unquote_plus(string):
    return unquote(string.replace("+", " "))


class _Parts:
    """What both kinds of results tell about a network location."""

    __slots__ = ()

    @property
    def _user(self):
        user, at, _ = self.netloc.rpartition("@")
        name, colon, password = user.partition(":")
        return (name if at else None, password if colon else None)

    @property
    def username(self):
        return self._user[0]

    @property
    def password(self):
        return self._user[1]

    @property
    def _host(self):
        host = self.netloc.rpartition("@")[2]
        if "[" in host:
            name, _, rest = host.partition("[")[2].partition("]")
            return name, rest.partition(":")[2]
        name, _, port = host.partition(":")
        return name, port

    @property
    def hostname(self):
        return self._host[0].lower() or None

    @property
    def port(self):
        port = self._host[1]
        if not port:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class SplitResult(_Parts, namedtuple("SplitResult", "scheme netloc path query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parts, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple("DefragResult", "url fragment")):
    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def _split(url, scheme=None, allow_fragments=True):
    """Scheme, place, path, query, fragment; None for what is not there."""
    netloc = query = fragment = None
    url = url.lstrip()
    head, colon, rest = url.partition(":")
    if colon and head[:1].isalpha() and all(c.isalnum() or c in "+-." for c in head) and head.isascii():
        scheme, url = head.lower(), rest
    if url[:2] == "//":
        end = min((at for at in map(url[2:].find, "/?#") if at >= 0), default=len(url) - 2) + 2
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, _, fragment = url.partition("#")
    if "?" in url:
        url, _, query = url.partition("?")
    return scheme, netloc, url, query, fragment


def _unsplit(scheme, netloc, url, query, fragment):
    if netloc is not None:
        url = "//" + netloc + ("/" if url and url[0] != "/" else "") + url
    elif url[:2] == "//":
        url = "//" + url
    url = url if scheme is None else f"{scheme}:{url}"
    url = url if query is None else f"{url}?{query}"
    return url if fragment is None else f"{url}#{fragment}"


def urlsplit(url, scheme="", allow_fragments=True):
    parts = _split(url, scheme, allow_fragments)
    return SplitResult(*(part or "" for part in parts))


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    directory, slash, last = path.rpartition("/")
    last, _, params = last.partition(";") if scheme in _PARAMS else (last, "", "")
    return ParseResult(scheme, netloc, directory + slash + last, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if not netloc:
        netloc = "" if scheme and scheme in _PLACES and (not url or url[0] == "/") else None
    return _unsplit(scheme or None, netloc, url, query or None, fragment or None)


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment))


def urldefrag(url):
    *parts, fragment = _split(url)
    return DefragResult(url if fragment is None else _unsplit(*parts, None), fragment or "")


def parse_qsl(query, keep_blank_values=False):
    found = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if value or keep_blank_values and pair:
            found.append((unquote_plus(name), unquote_plus(value)))
    return found


def parse_qs(query, keep_blank_values=False):
    found = {}
    for name, value in parse_qsl(query, keep_blank_values):
        found.setdefault(name, []).append(value)
    return found


_PARAMS = {"", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms", "sftp", "tel"}
_PLACES = {"", "ftp", "http", "https", "file", "sftp", "ws", "wss", "git", "ssh"}


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return base or url
    root, place, beneath, asked, part = _split(base, None, allow_fragments)
    scheme, netloc, path, query, fragment = _split(url, root, allow_fragments)
    if scheme != root or scheme and scheme not in _PLACES:
        return url
    if netloc:
        return _unsplit(scheme, netloc, path, query, fragment)
    if not path:
        if query is None:
            query, fragment = asked, part if fragment is None else fragment
        return _unsplit(scheme, place, beneath, query, fragment)
    segments = path.split("/")
    if path[0] != "/":
        before = beneath.split("/")
        segments = (before[:-1] if before[-1] else before) + segments
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            del resolved[-1:]
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return _unsplit(scheme, place, "/".join(resolved) or "/", query, fragment)
