"""`python -m kindpace`."""

from kindpace.cli import main

if __name__ == "__main__":
    main()
