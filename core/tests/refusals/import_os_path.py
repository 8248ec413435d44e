# refused at 5:12
# says: os.path, no files
import os

if os.path.exists("data.json"):
    print(os.path.basename("/var/data.json"))
