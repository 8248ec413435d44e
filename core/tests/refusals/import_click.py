# refused at 3:8
# says: click, no command line, defaults
import click


@click.command()
def main():
    pass


main()
