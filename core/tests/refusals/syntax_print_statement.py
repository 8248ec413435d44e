# refused at 3:7
# says: print
print "hello"
