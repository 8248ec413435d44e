# refused at 3:8
# says: reaches into the interpreter
import tracemalloc

tracemalloc.start()
