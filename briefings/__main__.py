"""`python -m briefings`: the command, for a Python whose scripts are not on the path."""

from .cli import main

if __name__ == "__main__":
    main()
