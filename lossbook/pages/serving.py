"""What is different while the book is served to its author."""

import errno
import logging
import os
import socket
from pathlib import Path

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from lossbook.errors import BookError

SECONDS = 0.25  # between two looks for edits, half of what MkDocs waits


def go_on_after_warnings() -> None:
    """Let a warning be read in the terminal: it need not end the server."""
    logger = logging.getLogger("mkdocs")
    for handler in logger.handlers[:]:
        if isinstance(handler, utils.CountHandler):  # of strict mode
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


def keep_folder() -> None:
    """Let a build write over the folder that is served, which MkDocs clears.

    So one that fails leaves there what it was, and one that does not is done
    sooner: to write over a file is faster than to make one.
    """
    utils.clean_directory = _mark


def _mark(directory: str) -> None:
    """Make all files old, beyond what the clock can say of a new one."""
    for path in Path(directory).rglob("*"):
        os.utime(path, (0, 0))


def clear(site: str) -> None:
    """Remove what the build has not written."""
    for path in Path(site).rglob("*"):
        if path.is_file() and path.stat().st_mtime == 0:
            path.unlink()
