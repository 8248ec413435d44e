# refused at 3:1
# says: assign
f() = 1
