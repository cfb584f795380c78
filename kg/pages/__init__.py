"""The atlas: a graph as pages that open from disk."""

from kg.pages.atlas import PagesReport, write_pages

__all__ = ["PagesReport", "write_pages"]
