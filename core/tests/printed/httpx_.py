import asyncio, time
import httpx
# network:
#   https://api.example.com/users/*   1.2 s  200  {"id": 1, "name": "Ann"}
#   https://api.example.com/bad   0.3 s  503
#   https://api.example.com/gone  0.2 s  fails: ConnectError
#   https://api.example.com/slow  9 s
URLS = [f"https://api.example.com/users/{i}" for i in range(3)]
async def fetch(client, url):
    r = await client.get(url)
    print(url, r.status_code, r.json()["name"], asyncio.get_running_loop().time())
    return r
async def main():
    async with httpx.AsyncClient() as client:
        rs = await asyncio.gather(*(fetch(client, u) for u in URLS))
        print(rs[0])
        for u in ("bad", "gone", "slow"):
            try:
                r = await client.get("https://api.example.com/" + u)
                r.raise_for_status()
            except httpx.HTTPStatusError as e:
                print("status", e.response.status_code, e)
            except httpx.TimeoutException as e:
                print("timeout", repr(e))
            except httpx.ConnectError as e:
                print("connect", repr(e))
        r = await client.post("https://x.y/z", json={"a": 1})  # 2 s, 201
        print(r.status_code, r.json(), r.elapsed, r.text, r.headers["Content-Type"])
    t = time.perf_counter()
    r = httpx.get("https://httpbin.org/delay/1")
    print(time.perf_counter() - t, r.json())
asyncio.run(main())
with httpx.Client(base_url="https://x.y/v1", params={"key": "k"}) as client:
    print(client.get("/users", params={"page": 2}).url)
    print(client.get("https://httpbin.org/get", params={"page": 2, "by": "name"}).json()["args"])
def log_request(request):
    print(f"{request.method} {request.url} - Waiting for response")
def log_response(response):
    print(f"{response.request.method} {response.request.url} - Status {response.status_code}")
with httpx.Client(event_hooks={"request": [log_request], "response": [log_response]}) as client:
    client.get("https://x.y/a")
    client.event_hooks["response"] = [httpx.Response.raise_for_status]
    try:
        client.get("https://httpbin.org/status/404")
    except httpx.HTTPStatusError as error:
        print(error.response.status_code, error.request is error.response.request)
async def hooked():
    async def sign(request):
        await asyncio.sleep(0.1)
        print("signed", request.url)
    async def count(response):
        print("answered after", response.elapsed)
    hooks = {"request": [sign], "response": [count]}
    async with httpx.AsyncClient(event_hooks=hooks) as client:
        await asyncio.gather(client.get("https://x.y/b"), client.get("https://x.y/c"))
asyncio.run(hooked())
