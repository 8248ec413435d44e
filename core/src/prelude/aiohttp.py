"""aiohttp: a stand-in that answers by itself, after a while; see docs/network.md."""

import asyncio
import json as _json
from _network import Answer, Headers, UNKNOWN, failure, join, phrase, scheme


class ClientError(Exception):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError, OSError):
    pass


class ClientConnectorError(ClientOSError):
    pass


class ClientConnectorDNSError(ClientConnectorError):
    pass


class ServerConnectionError(ClientConnectionError):
    pass


class ServerDisconnectedError(ServerConnectionError):
    pass


class ServerTimeoutError(ServerConnectionError, asyncio.TimeoutError):
    pass


class ConnectionTimeoutError(ServerTimeoutError):
    pass


class SocketTimeoutError(ServerTimeoutError):
    pass


class ClientPayloadError(ClientError):
    pass


class InvalidURL(ClientError, ValueError):
    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


class InvalidUrlClientError(InvalidURL):
    pass


class NonHttpUrlClientError(ClientError):
    pass


class ClientResponseError(ClientError):
    def __init__(self, request_info=None, history=(), *, status=0, message="", headers=None):
        super().__init__(request_info, history)
        self.request_info = request_info
        self.status = status
        self.message = message
        self.headers = headers

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={self.request_info!r}"


class ContentTypeError(ClientResponseError):
    pass


class ClientTimeout:
    """How long a request may take."""

    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect


class TCPConnector:
    """How many connections a session opens."""

    def __init__(self, *, limit=100, limit_per_host=0, **options):
        self.limit = limit
        self.limit_per_host = limit_per_host


class _Content:
    def __init__(self, body):
        self._body = body

    async def read(self, n=-1):
        size = len(self._body) if n < 0 else n
        body, self._body = self._body[:size], self._body[size:]
        return body

    async def iter_chunked(self, n):
        while self._body:
            yield await self.read(n)


class ClientResponse:
    def __init__(self, answer):
        self._answer = answer
        self.status = answer.status
        self.method = answer.method
        self.url = answer.url
        self.reason = phrase(answer.status)
        self.ok = answer.status < 400
        self.headers = Headers(answer)
        self.content_type = self.headers["content-type"]
        self.content = _Content(answer.text.encode())
        self.cookies = {}

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>"

    async def text(self, encoding=None, errors="strict"):
        return self._answer.text

    async def read(self):
        return self._answer.text.encode()

    async def json(self, *, encoding=None, loads=_json.loads, content_type="application/json"):
        if content_type is not None and self.content_type != content_type:
            raise ContentTypeError(
                self.url,
                status=self.status,
                message=f"Attempt to decode JSON with unexpected mimetype: {self.content_type}",
            )
        return loads(self._answer.text)

    def raise_for_status(self):
        if not self.ok:
            raise ClientResponseError(self.url, status=self.status, message=self.reason)

    def release(self):
        pass

    def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        pass


class _Request:
    """Awaited, or entered by `async with`."""

    def __init__(self, coroutine):
        self._coroutine = coroutine

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        return await self._coroutine

    async def __aexit__(self, *error):
        pass


_DEFAULT = object()


class ClientSession:
    """Requests that wait on the loop."""

    def __init__(
        self,
        base_url=None,
        *,
        connector=None,
        timeout=_DEFAULT,
        headers=None,
        raise_for_status=False,
        **options,
    ):
        self._base_url = base_url
        self.timeout = ClientTimeout(300) if timeout is _DEFAULT else timeout
        self.headers = dict(headers or {})
        self.closed = False
        self._raises = raise_for_status
        limit = getattr(connector, "limit", 100)
        self._free = asyncio.Semaphore(limit) if limit else None
        self._per_host = getattr(connector, "limit_per_host", 0)
        self._hosts = {}

    def _limits(self, host):
        if self._per_host and host not in self._hosts:
            self._hosts[host] = asyncio.Semaphore(self._per_host)
        return [limit for limit in (self._hosts.get(host), self._free) if limit]

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.close()

    async def close(self):
        self.closed = True

    async def _request(
        self,
        method,
        url,
        *,
        params=None,
        json=None,
        data=None,
        timeout=_DEFAULT,
        raise_for_status=None,
        **options,
    ):
        if self.closed:
            raise RuntimeError("Session is closed")
        url = join(self._base_url, url, params)
        if "://" not in url:
            raise InvalidUrlClientError(url)
        if scheme(url):
            raise NonHttpUrlClientError(url)
        limit = self.timeout if timeout is _DEFAULT else timeout
        if isinstance(limit, ClientTimeout):
            limit = limit.total if limit.sock_read is None else limit.sock_read
        host, held = url.split("/")[2], []
        try:
            for connections in self._limits(host):
                await connections.acquire()
                held.append(connections)
            answer = Answer(method, url, json)
            delay, is_late = answer.wait(limit)
            await asyncio.sleep(delay)
        finally:
            for connections in held:
                connections.release()
        if is_late:
            raise asyncio.TimeoutError
        if answer.fails is not None:
            error = failure(answer, globals(), "ServerTimeoutError", "ClientConnectorError")
            port = "" if ":" in host else ":443" if url.startswith("https") else ":80"
            text = f"Cannot connect to host {host}{port} ssl:default"
            raise error(f"{text} [{UNKNOWN}]" if error is ClientConnectorDNSError else text)
        response = ClientResponse(answer)
        if self._raises if raise_for_status is None else raise_for_status:
            response.raise_for_status()
        return response

    def request(self, method, url, **options):
        return _Request(self._request(method, url, **options))

    def get(self, url, **options):
        return _Request(self._request("GET", url, **options))

    def post(self, url, **options):
        return _Request(self._request("POST", url, **options))

    def put(self, url, **options):
        return _Request(self._request("PUT", url, **options))

    def patch(self, url, **options):
        return _Request(self._request("PATCH", url, **options))

    def delete(self, url, **options):
        return _Request(self._request("DELETE", url, **options))

    def head(self, url, **options):
        return _Request(self._request("HEAD", url, **options))


def request(method, url, **options):
    """A request of a session of its own."""
    return ClientSession().request(method, url, **options)
