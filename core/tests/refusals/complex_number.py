# refused at 3:9
# says: complex
z = 1 + 2j
print(z)
