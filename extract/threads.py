"""How many threads the libraries of numpy use."""

import os

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""The matrices are small: threads would wait for each other, and the documents are spread over processes already."""


def one_thread() -> None:
    """Have the libraries of numpy work in one thread; it must not have been imported."""
    for library in ONE_THREAD:
        os.environ.setdefault(library, "1")
