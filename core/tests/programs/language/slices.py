s = list(range(10))
print(s[2:5], s[:3], s[7:], s[-3:], s[::2], s[::-1], s[8:2:-2], s[5:2], s[-100:100])
s[2:5] = ["a"]
print(s)
s[::2] = [0] * len(s[::2])
print(s)
del s[1:3]
print(s)
s[1:1] = [7, 7]
print(s)
text = "event loop"
print(text[0], text[-1], text[::-1], text[6:], text[:5] + "!", text[1:-1:3])
print((1, 2, 3, 4)[1:3], b"bytes"[1:3], range(20)[5:15:3], list(range(20)[5:15:3]))
try:
    s[::2] = [1]
except ValueError as error:
    print(error)
print(slice(1, 5, 2), s[slice(0, 2)])
