"""Links into the repository, where `repo_url` names one: what to read or edit.

`edit_uri` says where in it docs/ is edited; snippets/ is beside that.
"""

from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig


def view(config: MkDocsConfig) -> str:
    """The address below which the repository shows its files; "" if unset."""
    if not config.repo_url or not config.edit_uri:
        return ""
    docs = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    return urljoin(docs, "../").replace("/edit/", "/blob/", 1)
