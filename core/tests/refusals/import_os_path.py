# refused at 3:6
# says: os.path, no files
from os.path import join

print(join("a", "b"))
