# refused at 7:13
# says: expected 'except' or 'finally' block


def load():
    try:
        pass
