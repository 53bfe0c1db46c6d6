"""What is different while the book is served to its author."""

import errno
import logging
import socket
import time
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import CountHandler
from watchdog.observers.polling import PollingObserver

from lossbook.errors import BookError

SECONDS = 0.25  # between two looks for edits, half of what MkDocs waits


def go_on_after_warnings() -> None:
    """Let a warning be read in the terminal: it need not end the server."""
    logger = logging.getLogger("mkdocs")
    for handler in logger.handlers[:]:
        if isinstance(handler, CountHandler):  # of strict mode
            logger.removeHandler(handler)


def check_port(host: str, port: int) -> None:
    """See before the first build, which takes a while, that the port is free.

    Raises:
        BookError: it is not.
    """
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise BookError(
            f"{host}:{port} is in use by another program. Stop it, or choose "
            f"another port: mkdocs serve -a {host}:{port + 1}"
            f" (make serve PORT={port + 1})."
        ) from error


def watch_closely(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Look for edits more often than MkDocs does."""
    watched = (config.docs_dir, config.config_file_path)
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=SECONDS)
    for path in watched:
        server.watch(path)


class Folder:
    """The folder that is served: written over by a rebuild, not made anew.

    So a rebuild that fails leaves there what it was, and one that does not is
    done sooner: to write over a file is faster than to make one.
    """

    def __init__(self, site: str):
        self.site = Path(site)
        self.aside = self.site / ".aside"  # MkDocs clears no hidden folder
        self.begun = 0.0

    def set_aside(self) -> None:
        """Before MkDocs clears the folder, move what is there."""
        self.begun = time.time()
        self.aside.mkdir(parents=True, exist_ok=True)
        for path in self.site.iterdir():
            if path != self.aside:
                path.rename(self.aside / path.name)

    def put_back(self) -> None:
        """Before MkDocs writes, or where it will not, move it back."""
        for path in self.aside.iterdir():
            path.rename(self.site / path.name)

    def clear(self) -> None:
        """Remove what this build has not written."""
        for path in self.site.rglob("*"):
            # The clock of a file system may be late.
            if path.is_file() and path.stat().st_mtime < self.begun - 1:
                path.unlink()
