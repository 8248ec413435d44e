# refused at 7:1
# says: except
try:
    pass
except* ValueError:
    pass
except TypeError:
    pass
