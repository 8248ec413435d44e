# refused at 3:7
# says: string
print("no end)
