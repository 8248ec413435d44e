# refused at 5:31
# says: getsizeof, memory
import sys

print("a list of a million:", sys.getsizeof([x for x in range(1_000_000)]))
