"""The command line: one module per command, each a thin skin over a function of ``kg``."""

from kg.cli.app import main

__all__ = ["main"]
