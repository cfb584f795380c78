"""Learning from annotated documents: gold files, training runs, ablations. Not needed at run time."""

from extract.threads import one_thread

one_thread()  # sums in several threads differ in their last digits, and with them what is learned
