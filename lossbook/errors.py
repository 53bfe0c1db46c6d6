"""The one exception for what an author can mend."""


class BookError(Exception):
    """Something in docs/ or snippets/ is wrong; the message says where."""
