"""The composition root: the command `antici`. May import everyone; nobody imports it."""

from handlers.shell import main

if __name__ == "__main__":
    main()
