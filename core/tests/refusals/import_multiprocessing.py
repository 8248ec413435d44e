# refused at 3:6
# says: multiprocessing
from multiprocessing import Pool

Pool()
