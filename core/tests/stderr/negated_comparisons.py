import traceback


def compare(number, text="a"):
    if number == 0:
        return not 1 < text
    if number == 1:
        print(not 1 in text, 5)
    if number == 2:
        return not (text in 1)
    if number == 3:
        return not 1 < 2 < text
    if number == 4:
        return not (1 < text) and 5
    if number == 5:
        if not 1 < text:
            return
    if number == 6:
        return [not not 1 >= text or 1]


for number in range(7):
    try:
        compare(number)
    except TypeError:
        traceback.print_exc()


def outer():
    def inner():
        return prnt

    try:
        inner()
    except NameError:
        traceback.print_exc()
    prnt = 1
    return prnt


outer()
