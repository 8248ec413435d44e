import sys

print("to stderr", 1, 2, file=sys.stderr)
sys.stderr.write("written\n")
print("to stdout")
