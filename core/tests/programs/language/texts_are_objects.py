# Equal texts are one object where CPython makes them one: constants of a module, what an operation
# leaves as it is, single characters. Computed texts are objects of their own.
import copy
import sys

greeting = "hello world!"
same = "hello world!"
computed = "".join(["hello ", "world!"])
print(greeting is same, greeting is computed, greeting == computed)
print(id(greeting) == id(same), id(greeting) == id(computed))


def constant():
    return "hello world!"


print(constant() is greeting, sys.intern(greeting) is sys.intern(computed))

word = "word"
unchanged = [
    word[:], str(word), word.strip(), word + "", "" + word, f"{word}", "".join([word]),
    word.replace("q", "z"), copy.copy(word), copy.deepcopy([word])[0], word.ljust(2), word.removeprefix("q"),
]
print([text is word for text in unchanged])
print(word.lower() is word, word.upper() is word.upper(), word[0:2] is word[0:2], word[1] is word[1], word[9:] is "")
print(list({word: 1})[0] is word, computed in [greeting], {computed: 1}[greeting], computed == greeting)


class Held:
    def __init__(self, value):
        self.value = value

    def __getstate__(self):
        return self.value

    def __setstate__(self, state):
        self.value = state


class Listed(list):
    def __reduce__(self):
        return Listed, (), {"note": "kept"}, iter(self)


print(copy.copy(Held(0)).value, copy.deepcopy(Held([1])).value)
copied = copy.deepcopy(Listed([[1], [2]]))
print(copied, copied.note)
