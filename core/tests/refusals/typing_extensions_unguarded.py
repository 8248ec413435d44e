# refused at 3:6
# says: import them from typing
from typing_extensions import Protocol

print(Protocol)
