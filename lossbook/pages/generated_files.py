"""Adds to the site the files that nobody wrote by hand."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lossbook import sources
from lossbook.errors import BookError
from lossbook.export import archive
from lossbook.generate import explorers, figures, output_checks, social_card
from lossbook.generate.workers import Workers
from lossbook.pages import training_page
from lossbook.paths import SNIPPETS


def add(files: Files, config: MkDocsConfig, workers: Workers) -> dict[str, str]:
    """Add figures, explorers, the training chapter, snippets to download.

    Returns:
        What is wrong with the outputs of snippets, by snippet.

    Raises:
        BookError: a figure, an explorer or the card could not be made.
    """
    addresses = {
        **dict.fromkeys(explorers.jobs(), "assets/explorers/{}.js"),
        social_card.job(config): "assets/card.png",
    }
    outputs = output_checks.jobs()
    drawn = figures.jobs()
    results, faults = workers.do([*drawn, *addresses, *outputs])
    # Of one fault in what they share, each of them says the same.
    needed = (*drawn, *addresses)
    failed = dict.fromkeys(faults[job] for job in needed if job in faults)
    if failed:
        raise BookError("\n".join(failed))
    for job in drawn:
        (name,) = job.arguments
        for uri, svg in figures.files(name, results[job]).items():
            files.append(File.generated(config, uri, content=svg))
    for job, address in addresses.items():
        uri = address.format(*job.arguments)
        files.append(File.generated(config, uri, content=results[job]))
    for page in training_page.pages(config):
        files.append(page)
    for script in sorted(SNIPPETS.rglob("*.py")):
        uri = sources.relative(script)
        files.append(File.generated(config, uri, abs_src_path=str(script)))
    packed = archive.snippets(config.site_name)
    files.append(File.generated(config, "snippets.zip", content=packed))
    return {job.arguments[0]: faults[job] for job in outputs if job in faults}
