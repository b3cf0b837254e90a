"""`python -m lifecycle` and the script `lifecycle`."""

from lifecycle.cli.doorman import main

if __name__ == "__main__":
    main()
