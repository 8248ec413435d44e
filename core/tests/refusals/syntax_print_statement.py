# refused at 3:1
# says: print
print "hello"
