"""Serves the built site as a host does: text compressed, kept for a while."""

import contextlib
import functools
import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Compresses what is text; fonts and bitmaps are compressed already."""

    protocol_version = "HTTP/1.1"

    def handle(self):
        # A page that is closed while it loads asks for no more.
        with contextlib.suppress(ConnectionError):
            super().handle()

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        if path.is_file():
            status = 200
        elif path.is_dir():
            return super().send_head()  # redirects
        else:
            path, status = Path(self.directory) / "404.html", 404
        content = path.read_bytes()
        kind = self.guess_type(str(path))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if kind.startswith("text/") or kind.endswith(("json", "xml", "script")):
            content = gzip.compress(content, 6)
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
