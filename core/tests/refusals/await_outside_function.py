# refused at 5:1
# says: await, outside, asyncio.run(main())
import asyncio

await asyncio.sleep(1)
