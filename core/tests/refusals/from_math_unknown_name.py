# refused at 3:24
# says: math, cubic
from math import sqrt, cubic

print(sqrt(2), cubic(2))
