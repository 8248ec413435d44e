# refused at 3:8
# says: dataclasses
import attr

print(attr)
