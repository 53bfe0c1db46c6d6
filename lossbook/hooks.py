"""The MkDocs hook: what no Markdown extension can do.

It adds the files that nobody wrote by hand (figures, downloads, the training
chapter), tells extensions which page they are in, and turns what goes wrong
into one line that names the file and the way out.
"""

import logging
import re
from functools import partial
from pathlib import Path

from filelock import FileLock
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lossbook import cache, check_results
from lossbook.errors import BookError
from lossbook.export import downloads, offline
from lossbook.generate.workers import Workers
from lossbook.pages import (
    front_matter,
    generated_files,
    hashed_assets,
    image_sizes,
    names,
    output_faults,
    page_cache,
    repository,
    search_index,
    serving,
    stylesheets,
    tables,
    theme_overrides,
    training_page,
    warnings,
)
from lossbook.paths import CACHE, ROOT
from lossbook.sources import relative

EMBEDDING = "pymdownx.snippets"
SNIPPET_LINKS = "lossbook.markdown.snippet_links:ListingsExtension"
MATH = "lossbook.markdown.math:TypesetExtension"
EQUATION = re.compile(r'id="(eq:[^"]+)"')
log = logging.getLogger("mkdocs.plugins.lossbook")


class Book:
    """What MkDocs calls, and what must be known from one call to the next."""

    def __init__(self) -> None:
        self.serves = self.listens = False
        self.workers = Workers()
        self.lock = FileLock(CACHE / "site.lock")
        # Of one build: where assets are, by where they were, and which outputs
        # are wrong, by snippet.
        self.moved: dict[str, str] = {}
        self.faults: dict[str, str] = {}

    def on_startup(self, command: str, **_: object) -> None:
        """Note whether the book is served; set the notebook up."""
        self.serves = command == "serve"
        training_page.set_up()

    def on_shutdown(self, **_: object) -> None:
        """End the processes that ran snippets."""
        self.workers.close()

    def on_config(self, config: MkDocsConfig) -> None:
        """Say where snippets and the repository are; try the port to serve."""
        cache.forget()
        warnings.name_lines()
        offline.suit(config)
        if not config.repo_url:
            config.edit_uri = None  # which alone would be no address
        # Of itself it looks in the folder in which mkdocs was started.
        config.mdx_configs[EMBEDDING]["base_path"] = [str(ROOT)]
        links = config.mdx_configs.setdefault(SNIPPET_LINKS, {})
        links["repository"] = repository.view(config)
        search_index.take_over(config)
        if self.serves:
            serving.go_on_after_warnings()
            if not self.listens:
                serving.check_port(*config.dev_addr)

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, **_: object
    ) -> None:
        """Look for edits more often than MkDocs does."""
        self.listens = True
        serving.watch_closely(server, config)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Let two builds into one folder of the project take turns."""
        if self.serves:
            serving.keep_folder()
        elif Path(config.site_dir).is_relative_to(ROOT):
            self.lock.acquire()

    # After mkdocs-jupyter, which would make a page of every script it sees.
    @event_priority(-100)
    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add figures, explorers, the training chapter, snippets to download.

        Nothing is published whose outputs are not those of its code. While
        serving, an author is told of it, on the page too.
        """
        self.faults = generated_files.add(files, config, self.workers)
        if not self.serves:
            offline.offer(files, config)
        theme_overrides.replace_script(files, config)
        stylesheets.join(files, config)
        self.moved = hashed_assets.stamp_all(files, config)
        if self.faults:
            output_faults.report(self.faults, refuse=not self.serves)
        if not self.serves:
            self.workers.close()

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """After mkdocs-jupyter: take over its page, and wrap what can fail."""
        front_matter.check(page)
        where = relative(Path(page.file.abs_src_path or page.file.src_uri))
        for name in config.markdown_extensions:
            if name.startswith("lossbook."):
                config.mdx_configs.setdefault(name, {})["page"] = where
        checks = check_results.address(page.file, files)
        config.mdx_configs[MATH]["checks"] = checks
        native = page.meta.get("math") == "native"
        config.mdx_configs[MATH]["native"] = native
        if training_page.is_notebook(page):
            render = partial(training_page.render, page.render, page)
        else:
            render = partial(page_cache.render, page)

        def render_or_say(config: MkDocsConfig, files: Files) -> None:
            try:
                render(config, files)
            except BookError as error:
                page = "" if where in str(error) else f"{where}: "
                raise PluginError(f"{page}{error}") from error

        page.render = render_or_say

    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Size pictures; say at the foot what the checks found; offer it."""
        # MkDocs, which checks links, saw the page before it had its equations.
        known = page.present_anchor_ids or set()
        page.present_anchor_ids = known.union(EQUATION.findall(html))
        html = tables.boxed(image_sizes.sized(html, page.file, files))
        html = names.marked(html)
        html = output_faults.marked(html, self.faults)
        html += downloads.offer(page, config, files)
        return html + check_results.foot(page.file, files)

    def on_env(self, env: Environment, **_: object) -> None:
        """Keep compiled templates for the next build."""
        folder = CACHE / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))

    def _at_their_addresses(self, html: str, /, **_: object) -> str:
        """Ask for assets where they are, templates of Material's included."""
        return hashed_assets.rewrite(html, self.moved)

    on_post_page = on_post_template = _at_their_addresses

    # After the search plugin has written its index.
    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the search index; keep what the next build may need."""
        search_index.write(config)
        cache.prune()
        if self.serves:
            serving.clear(config.site_dir)
        self.lock.release()

    def on_build_error(self, error: Exception, **_: object) -> None:
        """Let the next build in; show an author's mistake in a line, as it is.

        Raises:
            Abort: in place of that error, of which a traceback would be shown.
        """
        self.lock.release()
        if isinstance(error, BookError):
            log.error(str(error))
            raise Abort("Aborted, for the book has an error.")


# MkDocs calls what a module names on_startup, on_config and so on.
_book = Book()
globals().update({x: getattr(_book, x) for x in dir(_book) if x[:3] == "on_"})
