"""A linear-chain conditional random field over padded batches of sequences, in numpy.

Forward-backward in probability space with a scale per step (Rabiner 1989, section V.A); Viterbi in log space.
Shapes: B sequences, T steps, K labels. ``emissions`` are (B, T, K) scores, ``transitions`` (K, K) scores from row to column,
``allowed`` (B, T, K) is 0 where a label is forbidden, ``lengths`` (B,) the true lengths; padding comes last.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def potentials(emissions: Floats, allowed: Floats | None = None) -> tuple[Floats, Floats]:
    """Exponentiate scores safely; return them (B, T, K) and the shifts (B, T) that were taken off."""
    top = emissions.max(axis=2)
    scaled = np.exp(emissions - top[:, :, None])
    return (scaled if allowed is None else scaled * allowed), top


def forward_backward(
    emissions: Floats, transitions: Floats, start: Floats, lengths: Ints, allowed: Floats | None = None
) -> tuple[Floats, Floats, npt.NDArray[np.float64]]:
    """Return label marginals (B, T, K), expected transition counts (K, K) and log partition (B,)."""
    scores, shift = potentials(emissions, allowed)
    steps = np.exp(transitions)
    batch, length, labels = scores.shape
    live = np.arange(length)[None, :] < lengths[:, None]
    alpha = np.zeros_like(scores)
    scale = np.ones((batch, length), dtype=np.float32)
    for t in range(length):
        raw = scores[:, t] * (np.exp(start)[None] if t == 0 else alpha[:, t - 1] @ steps)
        norm = np.maximum(raw.sum(axis=1), 1e-30)
        scale[:, t] = np.where(live[:, t], norm, 1.0)
        alpha[:, t] = np.where(live[:, t, None], raw / norm[:, None], alpha[:, t - 1] if t else 0.0)
    beta = np.ones_like(scores)
    counts = np.zeros((labels, labels), dtype=np.float32)
    for t in range(length - 2, -1, -1):
        ahead = scores[:, t + 1] * beta[:, t + 1] / scale[:, t + 1, None]
        on = live[:, t + 1, None]
        counts += steps * ((alpha[:, t] * on).T @ (ahead * on))
        beta[:, t] = np.where(on, ahead @ steps.T, 1.0)
    marginals = alpha * beta
    marginals /= np.maximum(marginals.sum(axis=2, keepdims=True), 1e-30)
    log_partition = ((np.log(scale.astype(np.float64)) + shift) * live).sum(axis=1)
    return marginals, counts, log_partition


def viterbi(emissions: Floats, transitions: Floats, start: Floats, lengths: Ints) -> Ints:
    """Return the best label sequences (B, T); labels beyond a sequence's length are meaningless."""
    batch, length, labels = emissions.shape
    back = np.zeros((batch, length, labels), dtype=np.int8)
    best = emissions[:, 0] + start[None]
    ends = {int(n): np.flatnonzero(lengths == n) for n in np.unique(lengths)}
    path = np.zeros((batch, length), dtype=np.int64)
    final = np.zeros(batch, dtype=np.int64)
    for t in range(length):
        if t:
            options = best[:, :, None] + transitions[None]
            back[:, t] = options.argmax(axis=1)
            best = np.take_along_axis(options, back[:, t][:, None].astype(np.int64), axis=1)[:, 0] + emissions[:, t]
        if t + 1 in ends:
            final[ends[t + 1]] = best[ends[t + 1]].argmax(axis=1)
    rows = np.arange(batch)
    current = final
    for t in range(length - 1, -1, -1):
        current = np.where(t == lengths - 1, final, current)
        path[:, t] = current
        current = np.where(t < lengths, back[rows, t, current], current)
    return path
