"""Learning from annotated documents: gold files, training runs, ablations. Not needed at run time."""
