try:
    text = "é".encode("ascii")
except UnicodeEncodeError:
    name = ascii("é").index("é")
