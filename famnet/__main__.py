"""``python -m famnet`` does what ``famnet`` does."""

from famnet.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
