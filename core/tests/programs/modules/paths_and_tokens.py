"""Names out of paths and addresses, and tokens for requests; no file is touched."""

import asyncio
import os
import os.path
import secrets
from os.path import basename, splitext
from urllib.parse import urlparse

URLS = [
    "https://example.com/data/report.pdf",
    "https://example.com/img/logo.tar.gz",
    "https://example.com/",
]


async def download(url, folder="/tmp/out"):
    name = basename(urlparse(url).path) or "index.html"
    await asyncio.sleep(len(name) / 10)
    return os.path.join(folder, name), splitext(name)


async def main():
    for path, (stem, extension) in await asyncio.gather(*map(download, URLS)):
        print(path, stem, extension, os.path.dirname(path))
    for path in ("/a/b.txt", "b", "", "/", "a/b/", "//x", "a/.rc", "a.b/c", "...", "..a.b", "///"):
        print(repr(path), os.path.split(path), os.path.splitext(path), os.path.isabs(path))
        print(os.path.join(path, "q", "", "z"), os.path.join("a", path), os.path.join(path))
    tokens = [secrets.token_hex(8) for _ in range(4)]
    print({len(token) for token in tokens}, len(set(tokens)), all(int(t, 16) >= 0 for t in tokens))
    print(len(secrets.token_bytes()), len(secrets.token_urlsafe(16)), len(secrets.token_urlsafe(8)))
    print(secrets.choice("aaa"), secrets.randbelow(1), 0 <= secrets.randbits(3) < 8)
    print(secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"))
    try:
        secrets.randbelow(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
