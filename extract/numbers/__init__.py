"""Numbers of a document: observations of indicators, sizes and status of projects."""

from extract.numbers.measure import measures
from extract.numbers.observe import observations

__all__ = ["measures", "observations"]
