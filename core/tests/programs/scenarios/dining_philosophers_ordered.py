import asyncio, random
class Fork(asyncio.Lock):
    def __init__(self, n): super().__init__(); self.n = n
async def philosopher(name, left, right, meals):
    first, second = sorted((left, right), key=lambda f: f.n)
    for m in range(meals):
        await asyncio.sleep(random.uniform(.1, .5))
        async with first, second:
            print(f"{asyncio.get_running_loop().time():.3f} {name} eats {m}")
            await asyncio.sleep(random.expovariate(3))
    return name
async def main():
    forks = [Fork(i) for i in range(5)]
    print(await asyncio.gather(*(philosopher(n, forks[i], forks[(i + 1) % 5], 2) for i, n in enumerate("Plato Kant Hume Marx Mill".split()))))
    print(forks[0].locked(), repr(forks[0])[:6])
asyncio.run(main())
