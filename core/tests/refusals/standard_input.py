# refused at 5:9
# says: types, write the answer
import sys

count = sys.stdin.readline()
print(count)
