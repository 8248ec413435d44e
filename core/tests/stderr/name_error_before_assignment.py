"""What has no value yet was not meant by a misspelt name."""

import traceback


def total():
    total_count = totl_count
    return total_count


def late():
    first = 1
    print(frst)
    firsts = [first]
    return firsts


for function in (total, late):
    try:
        function()
    except NameError:
        traceback.print_exc()
total()
