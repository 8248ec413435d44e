# refused at 3:1
# says: exec
exec("print(1)")
