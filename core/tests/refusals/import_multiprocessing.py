# refused at 3:29
# says: multiprocessing
from multiprocessing import Pool

Pool()
