"""Observations and measures: numbers with their indicators."""
