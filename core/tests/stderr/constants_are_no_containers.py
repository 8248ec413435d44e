def read():
    return 5[0]


def write():
    5[0] = 1


def delete():
    del 5[0]


for action in (read, write, delete):
    try:
        action()
    except TypeError as error:
        print(error)
delete()
