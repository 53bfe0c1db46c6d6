"""Starts Material's script in slices. Optional: it only saves time.

Without it the budget of blocking time, 50 ms (tests/budgets.py), breaks:
Lighthouse measured 192 ms on the home page without it, and 18 with it.

As it starts, the script does all that it has to do in two tasks, and a phone
answers no touch meanwhile. In slices it answers between them. What a new
Material no longer has is left as it is, and the file may be deleted.
"""

import re

# What gets a task of its own: to load pages without their frame; all that is
# mounted; and of that, what belongs to the content. \2(125) is RxJS's delay.
SLICES = (
    (
        r"(\w+\(\"navigation\.instant\"\)&&)"
        r"(\w+\(\{sitemap\$[^}]*\}\)\.subscribe\(\w+\))",
        r"\1setTimeout(()=>\2)",
    ),
    (
        r"(\w+\.subscribe\(\));(?=window\.document\$)",
        r"setTimeout(()=>\1);",
    ),
    (
        r"(\.pipe\((\w+)\(125\)\).*=\w+\.pipe\()"
        r"(?=\w+\(\(\)=>[\w$]+\),\w+\(\w+\),\w+\(1\)\);setTimeout)",
        r"\1\2(0),",
    ),
)


def sliced(script: str) -> str:
    """Material's script, in slices where it is as we know it."""
    for old, new in SLICES:
        script = re.sub(old, new, script)
    return script
