"""From a path to clean text with blocks."""
