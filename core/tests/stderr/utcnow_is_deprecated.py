from datetime import datetime


def stamp():
    return datetime.utcnow()


print(datetime.utcnow(), stamp(), stamp())
print(datetime.utcfromtimestamp(0))
