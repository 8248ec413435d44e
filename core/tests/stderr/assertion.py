def check(balance, amount):
    assert balance >= amount, f"{balance} is less than {amount}"


check(1, 2)
