"""Says where a name may break, and that no name is to be translated.

A narrow column breaks `torch.nn.functional.cross_entropy` at a dot, a slash or
an underscore, or not at all. A `<wbr>` is no character, so a copied name is
whole.
"""

import re

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
CODE = re.compile(r"(<code\b[^>]*>)(.*?)(</code>)", re.DOTALL)
BLOCK = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
# In a sentence: it would not fit in a line of a phone beside anything else.
LONG = re.compile(r"()([^\s<>]{25,})()")
# The link to a file is the file's name.
DOWNLOAD = re.compile(r"(<a\b[^>]*\sdownload\b[^>]*>)(.*?)(</a>)", re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
# Before a letter, so not in 0.25, but not before a file's suffix; and between
# words: elsewhere, such as at a hyphen, the style sheet lets no code break.
BREAK = re.compile(r"(?<=[^\W_][_/.])(?=[^\W\d_])(?!py\b)|(?<= )")


def marked(html: str) -> str:
    """The page's content, its names marked."""
    html = TABLE.sub(lambda table: CODE.sub(_breakable, table[0]), html)
    html = DOWNLOAD.sub(_breakable, html)
    parts = BLOCK.split(html)
    parts[::2] = (CODE.sub(_in_a_sentence, part) for part in parts[::2])
    html = "".join(parts)
    return html.replace("<code", '<code translate="no"')


def _in_a_sentence(name: re.Match) -> str:
    if "<wbr>" in name[2]:
        return name[0]
    parts = TAG.split(name[2])
    parts[::2] = (
        LONG.sub(_breakable, text).replace(" ", " <wbr>") for text in parts[::2]
    )
    return name[1] + "".join(parts) + name[3]


def _breakable(name: re.Match) -> str:
    parts = TAG.split(name[2])
    parts[::2] = (BREAK.sub("<wbr>", text) for text in parts[::2])
    return name[1] + "".join(parts) + name[3]
