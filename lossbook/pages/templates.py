"""Runs Material's templates no more often than their result can change."""

from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template

from lossbook import cache
from lossbook.paths import CACHE, ROOT

THEME = ROOT / "lossbook" / "theme"


def compiled() -> FileSystemBytecodeCache:
    """Templates compiled by an earlier build; Jinja sees what has changed."""
    folder = CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


class Written:
    """The pages as the last build of this process wrote them, by address."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}

    def remember(self, env: Environment) -> None:
        """Let a page that is what it was be written as it was."""
        pages = self.pages

        class Remembering(Template):
            def render(self, *context: Any, **more: Any) -> str:
                (values,) = context
                page = values.get("page")
                if page is None:
                    return super().render(values)
                state = _state(values)
                if page.url not in pages or pages[page.url][0] != state:
                    html = super().render(values)
                    pages[page.url] = state, html
                return pages[page.url][1]

        env.template_class = Remembering


def _state(context: Any) -> str:
    """A digest of all that the template of a page reads."""
    page = context["page"]
    ours = (page.url, page.edit_url, page.title, page.meta)
    return cache.key(
        repr(ours),
        page.content,
        repr(context["config"].user_configs),
        context["config"].site_url or "",
        repr([(x.title, x.url, x.meta) for x in context["nav"].pages]),
        _theme(),
    )


@cache.for_one_build
def _theme() -> str:
    files = [file for file in sorted(THEME.rglob("*")) if file.is_file()]
    return cache.key(*(file.read_bytes() for file in files))
