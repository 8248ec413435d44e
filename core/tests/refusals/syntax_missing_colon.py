# refused at 3:11
# says: ':'
def main()
    pass
