# refused at 5:8
# says: notebooks, leave it out
import asyncio

import nest_asyncio

nest_asyncio.apply()
asyncio.run(asyncio.sleep(1))
