"""Links into the repository, where `repo_url` names one: to read, edit or run.

`edit_uri` says where in it docs/ is edited; snippets/ is beside that.
"""

from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

GITHUB = "https://github.com/"
# Colab opens what lies in a repository: .github/workflows/site.yml puts the
# notebooks of the published site there.
BRANCH = "notebooks"


def view(config: MkDocsConfig) -> str:
    """The address below which the repository shows its files; "" if unset."""
    if not config.repo_url or not config.edit_uri:
        return ""
    docs = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    return urljoin(docs, "../").replace("/edit/", "/blob/", 1)


def colab(config: MkDocsConfig, notebook: str) -> str:
    """Where Colab opens a notebook of the site; "" if not on GitHub."""
    if not config.repo_url or not config.repo_url.startswith(GITHUB):
        return ""
    name = config.repo_url.removeprefix(GITHUB).strip("/")
    there = f"github/{name}/blob/{BRANCH}/{notebook}"
    return f"https://colab.research.google.com/{there}"
