# refused at 4:1
# says: indented block
def main():
print("not indented")
