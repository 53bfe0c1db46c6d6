"""What mkdocs-jupyter's kernel does before the first cell."""

c = get_config()  # noqa: F821  (given by traitlets)
c.NotebookClient.extra_arguments = [
    "--IPKernelApp.log_level=ERROR",
    "--IPKernelApp.exec_lines=import lossbook.generate.figures as _f;"
    " _f.use_style_in_notebook()",
]
