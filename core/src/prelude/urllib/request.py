"""urllib.request: a stand-in that blocks for a while and answers by itself; see docs/network.md."""

import time
from _network import Answer, Headers, UNKNOWN, phrase, scheme
from urllib.error import HTTPError, URLError


class Request:
    def __init__(self, url, data=None, headers={}, method=None):
        self.full_url = url
        self.data = data
        self.headers = dict(headers)
        self.method = method or ("GET" if data is None else "POST")

    def add_header(self, key, val):
        self.headers[key] = val


class _Response:
    def __init__(self, answer):
        self._rest = answer.text.encode()
        self.status = self.code = answer.status
        self.reason = phrase(answer.status)
        self.url = answer.url
        self.headers = Headers(answer)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def __iter__(self):
        return iter(self.read().splitlines(True))

    def read(self, amt=None):
        size = len(self._rest) if amt is None else amt
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def close(self):
        pass


def urlopen(url, data=None, timeout=None, *, context=None):
    """Blocks until the URL has answered."""
    request = url if isinstance(url, Request) else Request(url, data)
    if "://" not in request.full_url:
        raise ValueError(f"unknown url type: {request.full_url!r}")
    if odd := scheme(request.full_url):
        raise URLError(f"unknown url type: {odd}")
    answer = Answer(request.method, request.full_url, None)
    delay, is_late = answer.wait(timeout)
    time.sleep(delay)
    if is_late:
        raise TimeoutError("The read operation timed out")
    if answer.fails is not None:
        if "timeout" in answer.fails.lower():
            raise URLError(TimeoutError("timed out"))
        if "DNS" in answer.fails:
            raise URLError(OSError(-2, UNKNOWN))
        raise URLError(ConnectionRefusedError(111, "Connection refused"))
    if answer.status >= 400:
        raise HTTPError(answer.url, answer.status, phrase(answer.status), Headers(answer), None)
    return _Response(answer)
