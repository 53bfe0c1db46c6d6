"""Builds the book as a server does: in one process, once for each line read."""

import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main() -> None:
    config = load_config()
    config.plugins.on_startup(command="serve", dirty=False)
    for _ in sys.stdin:
        config = load_config(site_dir="served")
        config.dev_addr = ("127.0.0.1", 0)
        build(config)
        print("built", flush=True)
    config.plugins.on_shutdown()


if __name__ == "__main__":
    main()
