"""Outputs that the code does not print are not published.

A build is refused. A server goes on, and says so in the terminal and on the
page.
"""

import html
import re
import urllib.request

from lossbook.generate.outputs import REMEDY
from tests.lossbook.test_build import PITFALL, SNIPPET, edit, refused
from tests.served import serving, wait_until


def test_every_changed_output_is_named_with_what_the_run_printed(book):
    first = edit(book / PITFALL, "#> tensor(9.)", "#> tensor(0.9999)")
    second = edit(book / SNIPPET, "#> tensor([4.5000,", "#> tensor([0.9999,")
    message = refused(book)
    for place, wrong, right in (
        (f"{PITFALL}:{first}", "#> tensor(0.9999)", "#> tensor(9.)"),
        (
            f"{SNIPPET}:{second}",
            "#> tensor([0.9999, 0.0000])",
            "#> tensor([4.5000, 0.0000])",
        ),
    ):
        assert (
            f"{place}: the output is not what the run printed\n"
            f"  - {wrong}\n  + {right}\n"
        ) in message
    assert message.count(REMEDY) == 1
    assert not list((book / "site").rglob("*.html"))
    # What was found wrong is not taken for right by the next build.
    assert f"{PITFALL}:{first}: " in refused(book)


def test_a_server_goes_on_and_marks_the_listing(book, tmp_path):
    log = tmp_path / "log"
    line = edit(book / PITFALL, "#> tensor(9.)", "#> tensor(0.9999)")
    fault = (
        f"{PITFALL}:{line}: the output is not what the run printed\n"
        f"  - #> tensor(0.9999)\n  + #> tensor(9.)\n{REMEDY}"
    )
    with serving(book, log) as address:

        def faults() -> dict[str, str]:
            """By the id of the listing below it, each fault on the page."""
            with urllib.request.urlopen(
                f"{address}regression/half-square/"
            ) as r:
                page = r.read().decode()
            marks = re.findall(
                r'<pre class="fault" role="alert">(.*?)</pre>'
                r'<p class="listing" id="([^"]+)"',
                page,
                re.DOTALL,
            )
            assert len(marks) == page.count('class="fault"')
            return {id_: html.unescape(fault) for fault, id_ in marks}

        assert faults() == {"pitfalls/half_or_whole.py": fault}
        assert fault in log.read_text("utf-8")
        edit(book / PITFALL, "#> tensor(0.9999)", "#> tensor(9.)")
        wait_until(lambda: faults() == {})
        line = edit(
            book / PITFALL, "print(", 'raise ValueError("<no>")\nprint('
        )
        wait_until(faults)
        (text,) = faults().values()
        assert text == f"{PITFALL}:{line}: ValueError: <no>"
    assert "Traceback" not in log.read_text("utf-8")
