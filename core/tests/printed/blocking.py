import requests, time, asyncio, urllib.request, urllib.error, urllib.parse
from concurrent.futures import ThreadPoolExecutor
def get(u):
    return requests.get(u, timeout=5).status_code
print(get("https://a.b/1"), time.perf_counter())
with ThreadPoolExecutor(5) as ex:
    print(list(ex.map(get, ["https://a.b/1"] * 5)), time.perf_counter())
try:
    requests.get("https://a.b/x").raise_for_status()  # 0.1 s, 404
except requests.exceptions.HTTPError as e:
    print(e, e.response)
try:
    requests.get("https://a.b/x", timeout=1)  # 4 s
except requests.Timeout as e:
    print(e)
try:
    requests.get("https://a.b/x", timeout=1)  # fails: ConnectionError
except requests.RequestException as e:
    print(type(e).__name__)
with urllib.request.urlopen("https://a.b/u", timeout=3) as r: print(r.status, r.read()[:10], len(r.read()))
try:
    urllib.request.urlopen("https://a.b/v")  # 0.1 s, 500
except urllib.error.HTTPError as e:
    print(e, e.code)
try:
    urllib.request.urlopen("https://a.b/w")  # fails: refused
except urllib.error.URLError as e:
    print(e)
print(urllib.parse.urlencode({"a": 1, "b": "x y"}), urllib.parse.quote("a b/ü"), urllib.parse.urlparse("http://h:8/p?q=1#f"), urllib.parse.urljoin("http://a/b/c", "d"))
async def main():
    loop = asyncio.get_running_loop()
    t = loop.time()
    print(await asyncio.gather(*[asyncio.to_thread(get, "https://a.b/1") for _ in range(3)]), loop.time() - t)
    with requests.Session() as s:
        print(s.get("https://a.b/1", params={"q": 1}).url)
asyncio.run(main())
import queue, statistics, http
print(http.HTTPStatus(404).phrase, http.HTTPStatus.NOT_FOUND == 404, http.HTTPStatus.NOT_FOUND)
from requests.exceptions import RequestException, Timeout
try:
    requests.get("https://a.b/x", timeout=1)  # 4 s
except Timeout as e:
    print(type(e).__module__, isinstance(e, RequestException))
