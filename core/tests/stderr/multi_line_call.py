def total(*numbers):
    return sum(
        number
        for number in numbers
    )


print(
    total(
        1,
        "two",
        3,
    )
)
