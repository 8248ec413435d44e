# refused at 3:8
# says: argparse, no command line, SimpleNamespace
import argparse

print(argparse.ArgumentParser().parse_args())
