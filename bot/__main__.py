"""`python -m bot` is the `sandianban` command, wherever that is not on the path."""

from bot.command import main

if __name__ == "__main__":
    main()
