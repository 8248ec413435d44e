# refused at 3:8
# says: redis
import redis as store

print(store)
