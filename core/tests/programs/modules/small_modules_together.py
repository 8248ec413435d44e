import statistics as st, heapq, bisect, random, math, string, textwrap, copy, operator, pprint, time, os, sys
x = [1, 2, 2, 3, 4, 7, 9]; print(st.mean(x), st.median(x), st.mode(x), st.multimode("aabb"), round(st.stdev(x), 10), st.pstdev(x), st.variance(x), st.pvariance(x), st.fmean(x), st.quantiles(x, n=4), st.median_low([1, 2]), st.median_high([1, 2]))
try: st.mean([])
except st.StatisticsError as e: print(e)
h = [5, 1, 8]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(1, h), heapq.heapreplace(h, 9), h, list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, -1))
b = [1, 3, 5]; bisect.insort(b, 4); print(b, bisect.bisect(b, 3), bisect.bisect_left(b, 3), bisect.bisect(b, 4, key=lambda v: v))
print(math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.isclose(.1 + .2, .3), math.hypot(3, 4), math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1), math.sin(1), math.degrees(math.pi), math.prod([1, 2, 3]), math.fsum([.1] * 10), math.isqrt(17), math.trunc(-2.7), math.inf, math.nan, math.copysign(1, -0.0), math.modf(2.5), math.frexp(8), math.dist((0, 0), (3, 4)), math.tau)
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.isqrt(-1), lambda: math.acos(2), lambda: math.gcd(1.5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(string.ascii_letters, string.digits, string.punctuation, string.capwords("a b"), string.Template("$a ${b} $$").substitute(a=1, b=2), textwrap.fill("a b c d e f g", 5), textwrap.dedent("  a\n   b"), textwrap.indent("a\nb", "> "), textwrap.shorten("hello big world", 12), textwrap.wrap("aaaa bbbb cccc", 9))
o = {"a": [1, {2}]}; c = copy.deepcopy(o); c["a"][0] = 9; s = copy.copy(o); print(o, c, s["a"] is o["a"]); pprint.pprint({"key" * 5: list(range(30)), "b": {"c": "d" * 50}}); print(pprint.pformat([1, 2]))
random.seed(42); print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(10), 3), random.uniform(1, 2), random.randrange(0, 100, 5), [random.gauss(0, 1) for _ in range(2)]); r = random.Random(7); print(r.random(), r.choices([1, 2, 3], k=3), random.Random("seed").random()); l = [1, 2, 3, 4]; random.shuffle(l); print(l, random.getstate()[0])
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.platform != "", sys.getrecursionlimit(), sys.byteorder, os.cpu_count() is not None, os.getenv("NOPE", "dflt"), os.sep, time.strftime("%Y-%m-%d", time.gmtime(0)), time.ctime(0), time.localtime().tm_year, time.time_ns() == 0 or True)
