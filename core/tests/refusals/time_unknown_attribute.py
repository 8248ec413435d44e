# refused at 5:7
# says: time, nap
import time

print(time.nap(1))
