"""What a document says about itself."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Block, Metadata


def metadata_of(text: str, blocks: Sequence[Block], title: str) -> Metadata:
    """Title."""
    return Metadata(title=title)
