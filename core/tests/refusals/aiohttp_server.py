# refused at 3:21
# says: servers, Queue
from aiohttp import web


async def handle(request):
    return web.Response(text="hello")


app = web.Application()
app.add_routes([web.get("/", handle)])
web.run_app(app)
