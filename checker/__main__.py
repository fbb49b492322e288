"""``python -m checker``."""

from .cli import main

if __name__ == "__main__":
    main()
