"""Text to facts: reading, mentions, relations, observations, goals."""
