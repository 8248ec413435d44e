def main():
    total = 0
    number = 0
    while number < 1_000_000:
        if number % 3 == 0:
            total += number * 2
        elif number & 1:
            total -= 1
        number += 1
    for other in range(1_000_000):
        total = (total + other) % 1_000_003
    return total


assert main() == 333_343, main()
