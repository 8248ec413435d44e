# refused at 4:25
# says: collections.defaultdct, did you mean collections.defaultdict?

from collections import defaultdct
