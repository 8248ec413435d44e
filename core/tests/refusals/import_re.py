# refused at 3:8
# says: re, regular expressions, split
import re

print(re.findall("a+", "baab"))
