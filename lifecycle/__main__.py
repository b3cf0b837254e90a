"""`python -m lifecycle` and the script `lifecycle`."""

import sys


def main() -> None:
    """Run the command line and end the process with the contract's exit code."""
    from lifecycle.cli.doorman import obey
    from lifecycle.cli.root import root

    sys.exit(obey(root, sys.argv[1:]))


if __name__ == "__main__":
    main()
