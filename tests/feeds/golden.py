"""`python -m tests.feeds.golden` writes what the feeds in tests/data/feeds are read as; its diff is to be read."""

from tests.feeds.cases import FILES, expectation, reading


def main() -> None:
    """Write every expectation anew and name those that changed."""
    for path in FILES:
        target, now = expectation(path), reading(path)
        if not target.exists() or target.read_text(encoding="utf-8") != now:
            target.write_text(now, encoding="utf-8")
            print(f"{target.name}: written, read it")


if __name__ == "__main__":
    main()
