"""httpx: a stand-in that answers by itself, after a while; see docs/network.md."""

import asyncio
import time
from _network import Answer, Body, UNKNOWN, failure, join, phrase, scheme
from http import HTTPStatus as codes


class HTTPError(Exception):
    def __init__(self, message="", *, request=None):
        super().__init__(message)
        self.request = request


class RequestError(HTTPError):
    pass


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class WriteTimeout(TimeoutException):
    pass


class PoolTimeout(TimeoutException):
    pass


class NetworkError(TransportError):
    pass


class ConnectError(NetworkError):
    pass


class ReadError(NetworkError):
    pass


class WriteError(NetworkError):
    pass


class ProtocolError(TransportError):
    pass


class RemoteProtocolError(ProtocolError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class DecodingError(RequestError):
    pass


class TooManyRedirects(RequestError):
    pass


class InvalidURL(Exception):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request, response):
        super().__init__(message, request=request)
        self.response = response


class Timeout:
    """How long each part of a request may take."""

    def __init__(self, timeout=None, *, connect=None, read=None, write=None, pool=None):
        self.connect = timeout if connect is None else connect
        self.read = timeout if read is None else read
        self.write = timeout if write is None else write
        self.pool = timeout if pool is None else pool


class Limits:
    """How many connections a client opens."""

    def __init__(
        self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0
    ):
        self.max_connections = max_connections
        self.max_keepalive_connections = max_keepalive_connections
        self.keepalive_expiry = keepalive_expiry


class Request:
    def __init__(self, method, url):
        self.method = method
        self.url = url

    def __repr__(self):
        return f"<Request({self.method!r}, {self.url!r})>"


_KINDS = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}


class Response(Body):
    def __init__(self, answer, elapsed, request):
        super().__init__(answer, elapsed)
        self.request = request
        self.reason_phrase = phrase(answer.status)
        self.is_success = 200 <= answer.status < 300
        self.is_error = answer.status >= 400
        self.http_version = "HTTP/1.1"

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"

    def raise_for_status(self):
        if self.is_success:
            return self
        message = (
            f"{_KINDS[self.status_code // 100]} '{self.status_code} {self.reason_phrase}' for url "
            f"'{self.url}'\nFor more information check: "
            f"https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        )
        raise HTTPStatusError(message, request=self.request, response=self)

    async def aread(self):
        return self.content

    def read(self):
        return self.content

    async def aiter_text(self, chunk_size=None):
        yield self.text

    async def aiter_bytes(self, chunk_size=None):
        yield self.content

    async def aiter_lines(self):
        for line in self.text.splitlines():
            yield line

    async def aclose(self):
        pass


_DEFAULT = object()


class _Client:
    def __init__(
        self,
        *,
        base_url="",
        timeout=5.0,
        limits=None,
        headers=None,
        params=None,
        event_hooks=None,
        **options,
    ):
        self.base_url = base_url
        self.timeout = timeout
        self.headers = dict(headers or {})
        self.params = dict(params or {})
        self.event_hooks = event_hooks or {}
        self.is_closed = False
        self._limit = getattr(limits, "max_connections", None) or 100

    @property
    def event_hooks(self):
        return self._hooks

    @event_hooks.setter
    def event_hooks(self, hooks):
        self._hooks = {when: list(hooks.get(when, ())) for when in ("request", "response")}

    def _request(self, method, url, params):
        if self.is_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        return Request(method, join(self.base_url, url, {**self.params, **(params or {})}))

    def _begin(self, request, json, timeout):
        if "://" not in request.url:
            raise UnsupportedProtocol(
                "Request URL is missing an 'http://' or 'https://' protocol."
            )
        if odd := scheme(request.url):
            raise UnsupportedProtocol(f"Request URL has an unsupported protocol '{odd}://'.")
        limit = self.timeout if timeout is _DEFAULT else timeout
        answer = Answer(request.method, request.url, json)
        return answer, *answer.wait(limit.read if isinstance(limit, Timeout) else limit)

    def _end(self, request, answer, delay, is_late):
        if is_late:
            raise ReadTimeout("", request=request)
        if answer.fails is not None:
            error = failure(answer, globals(), "ReadTimeout", "ConnectError")
            text = "" if issubclass(error, TimeoutException) else "All connection attempts failed"
            if "DNS" in answer.fails:
                text = f"[Errno -2] {UNKNOWN}"
            raise error(text, request=request)
        return Response(answer, delay, request)


class AsyncClient(_Client):
    """Requests that wait on the loop."""

    def __init__(self, **options):
        super().__init__(**options)
        self._free = asyncio.Semaphore(self._limit)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.is_closed = True

    async def aclose(self):
        self.is_closed = True

    async def request(
        self, method, url, *, params=None, json=None, data=None, timeout=_DEFAULT, **options
    ):
        sent = self._request(method, url, params)
        for hook in self._hooks["request"]:
            await hook(sent)
        async with self._free:
            answer, delay, is_late = self._begin(sent, json, timeout)
            await asyncio.sleep(delay)
            response = self._end(sent, answer, delay, is_late)
        for hook in self._hooks["response"]:
            await hook(response)
        return response

    async def get(self, url, **options):
        return await self.request("GET", url, **options)

    async def post(self, url, **options):
        return await self.request("POST", url, **options)

    async def put(self, url, **options):
        return await self.request("PUT", url, **options)

    async def patch(self, url, **options):
        return await self.request("PATCH", url, **options)

    async def delete(self, url, **options):
        return await self.request("DELETE", url, **options)

    async def head(self, url, **options):
        return await self.request("HEAD", url, **options)

    async def options(self, url, **options):
        return await self.request("OPTIONS", url, **options)

    def stream(self, method, url, **options):
        return _Stream(self.request(method, url, **options))


class _Stream:
    def __init__(self, request):
        self._request = request

    async def __aenter__(self):
        return await self._request

    async def __aexit__(self, *error):
        pass


class Client(_Client):
    """Requests that block."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        self.is_closed = True

    def request(
        self, method, url, *, params=None, json=None, data=None, timeout=_DEFAULT, **options
    ):
        sent = self._request(method, url, params)
        for hook in self._hooks["request"]:
            hook(sent)
        answer, delay, is_late = self._begin(sent, json, timeout)
        time.sleep(delay)
        response = self._end(sent, answer, delay, is_late)
        for hook in self._hooks["response"]:
            hook(response)
        return response

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, **options):
        return self.request("POST", url, **options)

    def put(self, url, **options):
        return self.request("PUT", url, **options)

    def patch(self, url, **options):
        return self.request("PATCH", url, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    def head(self, url, **options):
        return self.request("HEAD", url, **options)


_client = Client()
request = _client.request
get = _client.get
post = _client.post
put = _client.put
patch = _client.patch
delete = _client.delete
head = _client.head
