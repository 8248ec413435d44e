def main():
    counts = {}
    words = [f"word{number % 1000}" for number in range(200_000)]
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    squares = [number * number for number in range(200_000) if number % 2]
    table = [0] * 1000
    for number in squares:
        table[number % 1000] += 1
    pairs = sorted(((count, word) for word, count in counts.items()), reverse=True)
    stack = []
    for count, word in pairs * 100:
        stack.append((word, count))
        if len(stack) > 10:
            stack.pop()
    return len(counts), sum(table), pairs[0], len(stack)


assert main() == (1000, 100_000, (200, "word999"), 10), main()
