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
