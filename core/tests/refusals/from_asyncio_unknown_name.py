# refused at 3:21
# says: asyncio, subprocess
from asyncio import subprocess

print(subprocess)
