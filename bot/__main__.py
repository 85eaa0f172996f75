"""`python -m bot` is `aispend`."""

from bot.cli import main

if __name__ == "__main__":
    main()
