"""argparse: what a program asks for on its command line. Nobody writes one here, so each argument has its default."""

import sys as _sys
from keyword import iskeyword as _iskeyword

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."


class ArgumentTypeError(Exception):
    """A function given as type refuses a text."""


class ArgumentError(Exception):
    """Something is wrong with an argument."""

    def __init__(self, argument, message):
        self.argument_name = argument and _name(argument)
        self.message = message

    def __str__(self):
        return f"argument {self.argument_name}: {self.message}" if self.argument_name else self.message


class HelpFormatter:
    """A name: help texts are not made."""


RawDescriptionHelpFormatter = RawTextHelpFormatter = ArgumentDefaultsHelpFormatter = HelpFormatter


def _name(action):
    return "/".join(action.option_strings) or action.metavar or action.dest


class Namespace:
    """The arguments as attributes."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __repr__(self):
        plain, odd = [], {}
        for name, value in self.__dict__.items():
            if name.isidentifier() and not _iskeyword(name):
                plain.append(f"{name}={value!r}")
            else:
                odd[name] = value
        return f"{type(self).__name__}({', '.join(plain + [f'**{odd!r}'] * bool(odd))})"

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


class Action:
    """An argument."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.deprecated = deprecated

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class BooleanOptionalAction(Action):
    """`--name` and `--no-name`."""


_CONSTANT = {"store_true": {"default": False}, "store_false": {"default": True}, "version": {"default": SUPPRESS}}
_ACTIONS = (None, "store", "store_const", "append", "append_const", "extend", "count", *_CONSTANT)


class _Container:
    def __init__(self, parser):
        self._parser = parser
        self._actions = []

    def add_argument(self, *names, action=None, version=None, **kwargs):
        if len(names) == 1 and not names[0].startswith("-"):
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            dest, options = names[0], []
            kwargs["required"] = kwargs.get("nargs") not in (OPTIONAL, ZERO_OR_MORE, REMAINDER)
        else:
            options = list(names)
            for option in options:
                if not option.startswith("-"):
                    raise ValueError(f"invalid option string {option!r}: must start with a character '-'")
            long = [option for option in options if option.startswith("--")] or options
            dest = kwargs.pop("dest", None) or long[0].lstrip("-").replace("-", "_")
        parser = self._parser
        if "default" not in kwargs:
            if dest in parser._defaults:
                kwargs["default"] = parser._defaults[dest]
            elif parser.argument_default is not None:
                kwargs["default"] = parser.argument_default
        if action in _ACTIONS:
            made = Action(options, dest, **{**_CONSTANT.get(action, {}), **kwargs})
        elif callable(action):
            made = action(option_strings=options, dest=dest, **kwargs)
        else:
            raise ValueError(f"unknown action {action!r}")
        if made.type is not None and not callable(made.type):
            raise TypeError(f"{made.type!r} is not callable")
        known = ["-h", "--help"] * parser._has_help + [option for other in parser._all for option in other.option_strings]
        twice = [option for option in options if option in known]
        if twice:
            raise ArgumentError(made, f"conflicting option string{'s' * (len(twice) > 1)}: {', '.join(twice)}")
        parser._all.append(made)
        self._actions.append(made)
        return made

    def add_argument_group(self, title=None, description=None, **options):
        return _Container(self._parser)

    def add_mutually_exclusive_group(self, *, required=False):
        group = _Container(self._parser)
        if required:
            self._parser._required.append(group)
        return group

    def set_defaults(self, **kwargs):
        self._parser._defaults.update(kwargs)
        for action in self._parser._all:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._parser._all:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._parser._defaults.get(dest)


class _SubParsers(Action):
    def add_parser(self, name, **options):
        options.pop("help", None)
        options.pop("aliases", None)
        return ArgumentParser(**options)


class ArgumentParser(_Container):
    """The arguments of a program."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 argument_default=None, add_help=True, exit_on_error=True, **options):
        super().__init__(self)
        self.prog = prog if prog is not None else _sys.argv[0].rpartition("/")[2]
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.argument_default = argument_default
        self.exit_on_error = exit_on_error
        self._has_help = add_help
        self._all = []
        self._required = []
        self._defaults = {}
        for parent in parents:
            self._all += parent._all
            self._required += parent._required
            self._defaults.update(parent._defaults)

    def add_subparsers(self, *, dest=SUPPRESS, required=False, **options):
        made = _SubParsers([], dest, default=SUPPRESS if dest is SUPPRESS else None, required=required)
        self._all.append(made)
        return made

    def parse_args(self, args=None, namespace=None):
        return self.parse_known_args(args, namespace)[0]

    def parse_known_args(self, args=None, namespace=None):
        if list(_sys.argv[1:] if args is None else args):
            raise NotImplementedError("words of a command line are not read here: write the values as defaults")
        namespace = Namespace() if namespace is None else namespace
        for action in self._all:
            if SUPPRESS not in (action.dest, action.default) and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            self._fill(namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        return namespace, []

    def _fill(self, namespace):
        """Positional arguments that need no word, texts that are defaults, and what is missing."""
        reached = True
        missing = []
        for action in self._all:
            default = action.default
            reached = reached and (action.option_strings or not action.required)
            if reached and not action.option_strings and type(action) is not _SubParsers and default is not SUPPRESS:
                if action.nargs == OPTIONAL and isinstance(default, str):
                    default = self._convert(action, default)
                elif action.nargs == REMAINDER or action.nargs == ZERO_OR_MORE and default is None:
                    default = []
                action(self, namespace, default)
            elif action.required:
                missing.append(_name(action))
            elif isinstance(default, str) and getattr(namespace, action.dest, None) is default:
                setattr(namespace, action.dest, self._convert(action, default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self._required:
            names = [_name(action) for action in group._actions if action.help is not SUPPRESS]
            raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")

    def _convert(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}")

    def error(self, message):
        raise NotImplementedError(f"{self.prog}: error: {message} (nobody writes a command line here: give defaults)") from None

    def format_help(self):
        raise NotImplementedError("texts of usage and help are not made here")

    def print_help(self, file=None):
        self.format_help()

    def exit(self, status=0, message=None):
        if message:
            _sys.stderr.write(message)
        _sys.exit(status)

    format_usage = format_help
    print_usage = print_help
