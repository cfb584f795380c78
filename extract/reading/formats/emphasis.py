"""Headings that no format marks as such: short paragraphs all in bold."""

BOLD_LEVEL = 7  # below every marked heading
_LONGEST = 60  # characters
_SENTENCE_END = "。；;，,！？"


def bold_level(text: str, bold: int) -> int:
    """Return the level of a paragraph of which ``bold`` characters are bold: 7 if it heads what follows, else 0.

    It does when it is bold as a whole (blanks apart), at most 60 characters long, and no sentence.
    """
    whole = bold >= len("".join(text.split()))
    return BOLD_LEVEL if whole and 0 < len(text) <= _LONGEST and text[-1] not in _SENTENCE_END else 0
