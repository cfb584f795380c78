"""Resolves, assembles, checks, stores, shows and exports the graph; the command line."""
