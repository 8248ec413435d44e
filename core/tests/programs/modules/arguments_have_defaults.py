import argparse
import asyncio


class Level(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


def seconds(text):
    if float(text) < 0:
        raise argparse.ArgumentTypeError(f"{text} is before now")
    return float(text)


def full():
    parser = argparse.ArgumentParser(prog="crawl", description="Fetches pages")
    parser.add_argument("urls", nargs="*", default=["a", "b"])
    parser.add_argument("depth", nargs="?", type=int, default="2", help="how deep")
    parser.add_argument("-n", "--workers", type=int, default=3, metavar="N")
    parser.add_argument("-t", "--time-out", type=seconds, default="0.25")
    parser.add_argument("--level", action=Level, default="info", choices=["debug", "info"])
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--color", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--point", nargs=2, type=float, metavar=("X", "Y"))
    parser.add_argument("--tag", action="append")
    parser.add_argument("--version", action="version", version="1.0")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--quiet", action="store_true")
    either.add_argument("--loud", dest="quiet", action="store_false")
    output = parser.add_argument_group("output")
    output.add_argument("-o", help=argparse.SUPPRESS)
    parser.set_defaults(run=len, workers=4)
    return parser


class Strict(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)


def failing(build):
    parser = Strict(prog="x")
    try:
        build(parser)
        print(parser.parse_args())
    except Exception as error:
        print(type(error).__name__, error)


def required(parser):
    parser.add_argument("host")
    parser.add_argument("ports", nargs="+", type=int)
    parser.add_argument("--user", required=True)
    parser.add_argument("--shape", choices=["line", "ring"], required=True)


def one_of(parser):
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--fast", action="store_true")
    group.add_argument("--slow", action="store_true")


def bad_default(parser):
    parser.add_argument("--count", type=int, default="many")


def refused_default(parser):
    parser.add_argument("-t", type=seconds, default="-1")


def unknown_action(parser):
    parser.add_argument("--x", action="twice")


def conflict(parser):
    parser.add_argument("--x")
    parser.add_argument("-x", "--x")


def not_an_option(parser):
    parser.add_argument("x", "--x")


def no_type(parser):
    parser.add_argument("--x", type=3)


def commands(parser):
    parser.add_argument("--dry", action="store_true")
    chosen = parser.add_subparsers(dest="command", required=True)
    chosen.add_parser("start").add_argument("name")
    chosen.add_parser("stop", aliases=["end"])


def no_command(parser):
    chosen = parser.add_subparsers(dest="command")
    chosen.add_parser("start")


async def main(namespace):
    await asyncio.sleep(namespace.time_out)
    print(namespace)
    print(namespace.workers, "level" in namespace, vars(namespace)["quiet"])


parser = full()
print(parser.get_default("workers"), parser.get_default("none"))
asyncio.run(main(parser.parse_args()))
space, rest = parser.parse_known_args([], argparse.Namespace(depth=9, **{"with-dash": 1}))
print(space, rest, space == argparse.Namespace(), argparse.Namespace(a=1) == argparse.Namespace(a=1))
for build in (required, one_of, bad_default, refused_default, unknown_action, conflict, not_an_option, no_type,
              commands, no_command):
    print("--", build.__name__)
    failing(build)
base = argparse.ArgumentParser(add_help=False)
base.add_argument("--shared", type=int, default=7)
print(argparse.ArgumentParser(prog="y", parents=[base], add_help=False).parse_args())
print(argparse.ArgumentParser(prog="y", exit_on_error=False, argument_default=argparse.SUPPRESS).parse_args())
