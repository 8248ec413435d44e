# refused at 4:8
# says: 'asynco', did you mean asyncio?

import asynco
