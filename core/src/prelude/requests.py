"""requests: a stand-in that blocks for a while and answers by itself; see docs/network.md."""

import time
import types
from _network import Answer, Body, failure, join, phrase, scheme
from http import HTTPStatus
from requests.exceptions import *


class Response(Body):
    def __init__(self, answer, elapsed):
        super().__init__(answer, elapsed)
        self.reason = phrase(answer.status)
        self.ok = answer.status < 400

    def __repr__(self):
        return f"<Response [{self.status_code}]>"

    def __bool__(self):
        return self.ok

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def raise_for_status(self):
        if not self.ok:
            kind = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(
                f"{self.status_code} {kind} Error: {self.reason} for url: {self.url}",
                response=self,
            )

    def iter_content(self, chunk_size=1, decode_unicode=False):
        for start in range(0, len(self.content), chunk_size):
            yield self.content[start : start + chunk_size]

    def iter_lines(self):
        yield from self.content.splitlines()

    def close(self):
        pass


class Session:
    """Requests that block whoever makes them."""

    def __init__(self):
        self.headers = {}
        self.params = {}
        self.auth = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def close(self):
        pass

    def mount(self, prefix, adapter):
        pass

    def request(
        self, method, url, params=None, data=None, json=None, timeout=None, **options
    ):
        url = join(None, url, {**self.params, **(params or {})})
        if "://" not in url:
            raise MissingSchema(
                f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?"
            )
        if scheme(url):
            raise InvalidSchema(f"No connection adapters were found for {url!r}")
        answer = Answer(method, url, json)
        delay, is_late = answer.wait(timeout[1] if isinstance(timeout, tuple) else timeout)
        time.sleep(delay)
        host = url.split("/")[2]
        if is_late:
            raise ReadTimeout(f"{host}: Read timed out. (read timeout={timeout})")
        if answer.fails is not None:
            error = failure(answer, globals(), "ReadTimeout", "ConnectionError")
            raise error(f"{host}: the simulated request fails")
        return Response(answer, delay)

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, data=None, json=None, **options):
        return self.request("POST", url, data=data, json=json, **options)

    def put(self, url, data=None, **options):
        return self.request("PUT", url, data=data, **options)

    def patch(self, url, data=None, **options):
        return self.request("PATCH", url, data=data, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    def head(self, url, **options):
        return self.request("HEAD", url, **options)


codes = types.SimpleNamespace(**{code.name.lower(): code.value for code in HTTPStatus})
session = Session
_session = Session()
request = _session.request
get = _session.get
post = _session.post
put = _session.put
patch = _session.patch
delete = _session.delete
head = _session.head
