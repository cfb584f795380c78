"""Learning from annotated documents: gold files, training runs, ablations. Not needed at run time."""

import os

# Sums in several threads differ in their last digits, and with them what is learned; numpy reads this when it is imported.
for _library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_library, "1")
