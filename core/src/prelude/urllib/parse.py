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


class ParseResult(namedtuple("ParseResult", "scheme netloc path params query fragment")):
    @property
    def hostname(self):
        host = self.netloc.rpartition("@")[2].partition(":")[0].lower()
        return host or None

    @property
    def port(self):
        port = self.netloc.rpartition("@")[2].partition(":")[2]
        return int(port) if port else None

    def geturl(self):
        text = f"{self.scheme}://{self.netloc}{self.path}" if self.netloc else self.path
        text += f"?{self.query}" if self.query else ""
        return text + (f"#{self.fragment}" if self.fragment else "")


def urlparse(url, scheme=""):
    url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    head, colon, rest = url.partition("://")
    if not colon:
        return ParseResult(scheme, "", url, "", query, fragment)
    netloc, slash, path = rest.partition("/")
    return ParseResult(head.lower(), netloc, slash + path, "", query, fragment)


def parse_qs(query):
    found = {}
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        if value:
            found.setdefault(unquote(name), []).append(unquote(value.replace("+", " ")))
    return found


def urljoin(base, url):
    if "://" in url or not base:
        return url
    parts = urlparse(base)
    root = f"{parts.scheme}://{parts.netloc}"
    if url.startswith("/"):
        return root + url
    return root + (parts.path.rpartition("/")[0] or "") + "/" + url
