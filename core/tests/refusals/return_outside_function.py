# refused at 3:1
# says: return, outside function
return 5
