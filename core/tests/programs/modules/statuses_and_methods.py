"""Statuses and methods of HTTP are enums of numbers and texts; some statuses have an older name."""

from http import HTTPMethod, HTTPStatus

for status in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus["SEE_OTHER"], HTTPStatus(402)):
    print(status, repr(status), status.phrase, status.is_client_error)
print(HTTPStatus.REQUEST_ENTITY_TOO_LARGE is HTTPStatus.CONTENT_TOO_LARGE, HTTPStatus.TEMPORARY_REDIRECT.is_redirection)
print(HTTPMethod.GET, repr(HTTPMethod.POST), HTTPMethod("PUT") == "PUT", list(HTTPMethod))
print(f"{HTTPMethod.PATCH:>8}", HTTPMethod.DELETE.lower(), type(HTTPMethod.GET), isinstance(HTTPMethod.GET, str))
handlers = {HTTPMethod.GET: "read", HTTPMethod.POST: "write"}
print(handlers["GET"], handlers)
try:
    HTTPMethod("FETCH")
except ValueError as error:
    print(error)
match HTTPStatus(404):
    case HTTPStatus.NOT_FOUND | HTTPStatus.GONE as status:
        print("not there:", int(status), status.name)
