# refused at 3:8
# says: input
name = input("Your name? ")
print(name)
