"""One module per file format: bytes to elements."""
