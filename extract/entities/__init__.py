"""Entities: proposed by rules and a learned tagger, merged within the document."""
