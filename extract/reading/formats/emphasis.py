"""Paragraphs that may be headings though no format marks them as such: short ones all in bold."""

BOLD_LEVEL = 7  # the level of an element of kind "paragraph" that stands in bold
_LONGEST = 60  # characters
_SENTENCE_END = "。；;，,！？"


def bold_level(text: str, bold: int) -> int:
    """Return 7 for a paragraph of which ``bold`` characters are bold if it may head what follows, else 0.

    It may when it is bold as a whole (blanks apart), at most 60 characters long, and no sentence.
    """
    whole = bold >= len("".join(text.split()))
    return BOLD_LEVEL if whole and 0 < len(text) <= _LONGEST and text[-1] not in _SENTENCE_END else 0
