# refused at 3:6
# says: uuid, itertools.count
from uuid import uuid4

print(uuid4())
