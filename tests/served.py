"""Serves a built site as a host does, and a project as mkdocs does."""

import contextlib
import functools
import gzip
import http.server
import io
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.forked import environment_of


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """All compressed, and kept for a while."""

    protocol_version = "HTTP/1.1"

    def handle(self):
        # A page that is closed while it loads asks for no more.
        with contextlib.suppress(ConnectionError):
            super().handle()

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return super().send_head()  # redirects
            path = path / "index.html"
        status = 200
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", 404
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site while it is served, on a free port."""
    handler = functools.partial(_Compressing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def start(*arguments: str, root: Path, **options) -> subprocess.Popen:
    """Start mkdocs in a project folder, or from elsewhere for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *arguments],
        env=environment_of(root),
        encoding="utf-8",
        **{"cwd": root, "stderr": subprocess.PIPE, **options},
    )


@contextlib.contextmanager
def serving(
    project: Path, log: Path, *arguments: str, **options
) -> Iterator[str]:
    """The address of a project while mkdocs serves it, and logs to a file."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = "{}:{}".format(*probe.getsockname())
    address = f"http://{free}/"
    with log.open("w", encoding="utf-8") as stderr:
        command = ("serve", f"--dev-addr={free}", *arguments)
        server = start(*command, root=project, stderr=stderr, **options)
        try:
            wait_until(
                lambda: (
                    server.poll() is not None
                    or f"Serving on {address}" in log.read_text("utf-8")
                )
            )
            assert server.poll() is None, log.read_text("utf-8")
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    """Return when something holds, or fail."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.1)
