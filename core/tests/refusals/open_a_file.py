# refused at 3:6
# says: open, file
with open("notes.txt") as notes:
    print(notes.read())
