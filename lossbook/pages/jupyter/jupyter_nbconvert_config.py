"""How mkdocs-jupyter's kernel runs a script, the same way every time."""

import os

from nbclient import NotebookClient

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (of traitlets)
c.NotebookClient.extra_arguments = [
    "--IPKernelApp.log_level=ERROR",
    "--IPKernelApp.exec_lines=import lossbook.generate.figures as _f;"
    " _f.use_style_in_notebook()",
]
# Of a progress bar the last state is kept, and not how long it took. nbclient
# does that, but does not let a file of settings ask for it.
NotebookClient.coalesce_streams.tag(config=True)
c.NotebookClient.coalesce_streams = True
os.environ["TQDM_BAR_FORMAT"] = "{l_bar}{bar:20}| {n_fmt}/{total_fmt}{postfix}"
