# refused at 3:8
# says: numpy
import numpy as np

print(np.zeros(3))
