# refused at 3:8
# says: pdb, no debugger, the page itself steps
import pdb

pdb.set_trace()
