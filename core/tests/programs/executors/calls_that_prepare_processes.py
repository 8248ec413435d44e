# What guards of scripts call before a pool of processes is made.
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


if __name__ == "__main__":
    multiprocessing.freeze_support()
    multiprocessing.set_start_method("spawn", force=True)
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(square, range(4))))
