"""What the stand-ins of network libraries share. No bytes leave: docs/network.md says how a URL
answers."""

from _asyncio import _answer
from datetime import timedelta
import json as _json


PHRASES = {
    100: "Continue",
    200: "OK",
    201: "Created",
    202: "Accepted",
    204: "No Content",
    206: "Partial Content",
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    304: "Not Modified",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    418: "I'm a Teapot",
    422: "Unprocessable Content",
    423: "Locked",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


UNKNOWN = "Name or service not known"


def phrase(status):
    """The words for a status."""
    return PHRASES.get(status, "")


def join(base, url, params):
    """A URL with its base before it and its query behind it."""
    from urllib.parse import urlencode

    url = str(url)
    if base and "://" not in url:
        url = str(base).rstrip("/") + "/" + url.lstrip("/")
    if params:
        url += ("&" if "?" in url else "?") + urlencode(params)
    return url


def scheme(url):
    """The scheme of a URL where it is none of the web's, or None."""
    head, found, _ = url.partition("://")
    return head if found and head.lower() not in ("http", "https") else None


class Answer:
    """What a URL answers."""

    def __init__(self, method, url, sent):
        self.delay, self.status, self.fails, body = _answer(url)
        self.method = method
        self.url = url
        if body is None:
            body = _json.dumps(_echo(method, url, sent))
        elif body.startswith('"'):
            body = _json.loads(body)
        self.text = body

    def wait(self, limit):
        """How long to wait, and whether the time is over before the answer is there."""
        if limit is not None and limit < self.delay:
            return limit, True
        return self.delay, False


def _echo(method, url, sent):
    path, _, query = url.partition("://")[2].partition("?")
    path = path.rstrip("/")
    host, name = path.partition("/")[0], path.rpartition("/")[2]
    answer = {
        "id": int(name) if name.isdecimal() else 1,
        "url": url,
        "name": name,
        "title": f"{method} {path}",
    }
    if host == "httpbin.org":
        from urllib.parse import parse_qsl

        answer |= {"args": dict(parse_qsl(query)), "headers": {"Host": host}, "origin": "127.0.0.1"}
    if host == "jsonplaceholder.typicode.com":
        answer |= {"userId": 1, "body": name, "completed": False, "username": name}
        answer["email"] = f"{name}@example.com"
        if isinstance(sent, dict):
            return answer | sent | {"id": 101}
        if not name.isdecimal():
            return [answer | {"id": number} for number in range(1, 11)]
    if sent is not None:
        answer["json"] = sent
    return answer


def failure(answer, errors, timeout, other):
    """The exception class that a setting names, or this library's nearest."""
    found = errors.get(answer.fails)
    if isinstance(found, type) and issubclass(found, Exception):
        return found
    return errors[timeout if "timeout" in answer.fails.lower() else other]


class Headers(dict):
    """Names are found in any letters."""

    def __init__(self, answer):
        kind = "application/json" if answer.text[:1] in ("{", "[") else "text/html"
        size = str(len(answer.text.encode()))
        super().__init__({"content-type": kind, "content-length": size})

    def __getitem__(self, name):
        return super().__getitem__(name.lower())

    def __contains__(self, name):
        return super().__contains__(name.lower())

    def get(self, name, default=None):
        return super().get(name.lower(), default)


class Body:
    """What responses of the libraries that block have in common."""

    def __init__(self, answer, elapsed):
        self._answer = answer
        self.status_code = answer.status
        self.url = answer.url
        self.headers = Headers(answer)
        self.elapsed = timedelta(seconds=elapsed)
        self.encoding = "utf-8"
        self.cookies = {}
        self.history = []

    @property
    def text(self):
        return self._answer.text

    @property
    def content(self):
        return self._answer.text.encode()

    def json(self, **options):
        return _json.loads(self._answer.text, **options)
