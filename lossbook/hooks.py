"""The MkDocs hook: what no Markdown extension can do.

It adds the files that nobody wrote by hand (figures, downloads, the training
chapter), tells extensions which page they are in, and turns what goes wrong
into one line that names the file and the way out.
"""

import errno
import functools
import socket

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from lossbook import check_results
from lossbook.errors import BookError
from lossbook.export import archive, downloads, offline
from lossbook.generate import explorers, figures, social_card
from lossbook.pages import (
    hashed_assets,
    image_sizes,
    page_cache,
    repository,
    search_index,
    theme_overrides,
    training_page,
)
from lossbook.paths import CACHE, ROOT, SNIPPETS

EMBEDDING = "pymdownx.snippets"
SNIPPET_LINKS = "lossbook.markdown.snippet_links"
MATH = "lossbook.markdown.math"

_serving = False
_moved: dict[str, str] = {}


def on_startup(command: str, **_) -> None:
    """Note whether a port will be needed; set the notebook up."""
    global _serving
    _serving = command == "serve"
    training_page.set_up()


def on_config(config: MkDocsConfig) -> None:
    """Say where snippets and the repository are; when serving, try the port."""
    global _serving
    offline.suit(config)
    if not config.repo_url:
        config.edit_uri = None  # which alone would be no address
    # Of itself it looks in the folder in which mkdocs was started.
    embedding = config.mdx_configs.setdefault(EMBEDDING, {})
    embedding["base_path"] = [str(ROOT)]
    links = config.mdx_configs.setdefault(SNIPPET_LINKS, {})
    links["repository"] = repository.view(config)
    if not _serving:
        return
    _serving = False
    address = tuple(config.dev_addr)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            host, port = address
            raise PluginError(
                f"{host}:{port} is in use by another program. Stop it, or "
                f"choose another port: mkdocs serve -a {host}:{port + 1}"
                f" (make serve PORT={port + 1})."
            ) from error


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_) -> None:
    """Look for edits four times a second, not twice."""
    watched = (config.docs_dir, config.config_file_path)
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.25)
    for path in watched:
        server.watch(path)


# After mkdocs-jupyter, which would make a page of every script it sees.
@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add figures, explorers, the training chapter, snippets to download."""
    try:
        drawn = figures.drawings()
        picture = social_card.picture(config)
        computed = explorers.computed()
    except BookError as error:
        raise PluginError(f"A figure could not be drawn.\n{error}") from error
    for name, svg in drawn.items():
        uri = f"assets/figures/{name}.svg"
        files.append(File.generated(config, uri, abs_src_path=str(svg)))
    uri = "assets/card.png"
    files.append(File.generated(config, uri, abs_src_path=str(picture)))
    for name, data in computed.items():
        uri = f"assets/explorers/{name}.js"
        files.append(File.generated(config, uri, abs_src_path=str(data)))
    for page in training_page.pages(config):
        files.append(page)
    for script in sorted((SNIPPETS).rglob("*.py")):
        uri = script.relative_to(ROOT).as_posix()
        files.append(File.generated(config, uri, abs_src_path=str(script)))
    packed = archive.snippets()
    files.append(File.generated(config, "snippets.zip", content=packed))
    try:
        theme_overrides.assets(files, config)
        _moved.update(hashed_assets.stamp_all(files, config))
    except BookError as error:
        raise PluginError(str(error)) from error


@event_priority(100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Before mkdocs-jupyter: choose where it keeps its result."""
    if training_page.is_notebook(page):
        training_page.choose_cache(page, config)


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> None:
    """After mkdocs-jupyter: take over its page, and wrap what can fail."""
    source = page.file.abs_src_path or page.file.src_uri
    where = str(source).removeprefix(f"{ROOT}/")
    for name in config.markdown_extensions:
        if name.startswith("lossbook."):
            config.mdx_configs.setdefault(name, {})["page"] = where
    config.mdx_configs[MATH]["checks"] = _check_address(page, files)
    if training_page.is_notebook(page):
        training_page.as_chapter(page)
        render = page.render
    else:
        render = functools.partial(page_cache.render, page)

    def render_or_say(config: MkDocsConfig, files: Files) -> None:
        try:
            render(config, files)
        except BookError as error:
            page = "" if where in str(error) else f"{where}: "
            raise PluginError(f"{page}{error}") from error

    page.render = render_or_say


def on_env(env, config: MkDocsConfig, files: Files) -> None:
    """Keep Material's templates compiled from one build to the next."""
    folder = CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


@event_priority(100)
def _before_search(context, *, page: Page, config: MkDocsConfig, **_) -> None:
    search_index.before(page, config)


@event_priority(-100)
def _after_search(context, *, page: Page, config: MkDocsConfig, **_) -> None:
    search_index.after(page, config)


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output: str, **_) -> str:
    """Ask for assets where they are, templates of Material's included."""
    return hashed_assets.rewrite(_mended(output), _moved)


def on_post_template(output_content: str, *, template_name: str, **_) -> str:
    """The same for the page that says that there is none."""
    if template_name == "404.html":
        output_content = _mended(output_content)
    return hashed_assets.rewrite(output_content, _moved)


def _mended(html: str) -> str:
    try:
        return theme_overrides.page(html)
    except BookError as error:
        raise PluginError(str(error)) from error


def _check_address(page: Page, files: Files) -> str:
    """Where a label of this page leads: to the page of all equations."""
    register = files.get_file_from_path("reference/equations.md")
    name = page.file.src_uri.removesuffix(".md")
    if register is None or not check_results.binding(name).exists():
        return ""
    address = register.url_relative_to(page.file)
    return f"{address}#{check_results.anchor(name, '')}"


def on_page_content(
    html: str, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """Size pictures; say at the foot what the checks found, and offer it."""
    html = theme_overrides.tables(image_sizes.sized(html, page.file, files))
    html += downloads.offer(page, config, files)
    said = check_results.line(page.file.src_uri.removesuffix(".md"))
    how = files.get_file_from_path("reference/how-checked.md")
    if not said or how is None:
        return html
    address = how.url_relative_to(page.file)
    return (
        f'{html}<p class="checked"><a href="{address}">Checked</a>: {said}</p>'
    )
