"""Numbers of a document: observations of indicators, sizes and status of projects."""

from extract.numbers.apart import not_sizes
from extract.numbers.measure import measures
from extract.numbers.observe import observations

__all__ = ["measures", "not_sizes", "observations"]
