"""A linear-chain conditional random field over padded batches of sequences, in numpy.

Forward-backward in probability space with a scale per step (Rabiner 1989, section V.A); Viterbi in log space.
Shapes: B sequences, T steps, K labels. ``emissions`` are (B, T, K) scores, ``transitions`` (K, K) scores from row to column,
``allowed`` (B, T, K) is 0 where a label is forbidden, ``lengths`` (B,) the true lengths; padding comes last.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    alpha, scale = forward(scores, transitions, start, lengths)
    live = np.arange(scores.shape[1])[None, :] < lengths[:, None]
    beta, counts = backward(scores, transitions, lengths, alpha, scale)
    log_partition = ((np.log(scale.astype(np.float64)) + shift) * live).sum(axis=1)
    return normalised(alpha * beta), counts, log_partition


def marginals(emissions: Floats, transitions: Floats, start: Floats, lengths: Ints) -> Floats:
    """Return label marginals (B, T, K) only, which takes less time."""
    scores, _ = potentials(emissions)
    alpha, scale = forward(scores, transitions, start, lengths)
    return normalised(alpha * backward(scores, transitions, lengths, alpha, scale, counted=False)[0])


def normalised(shares: Floats) -> Floats:
    """Scale the labels of each character to a sum of 1."""
    shares /= np.maximum(shares.sum(axis=2, keepdims=True), 1e-30)
    return shares


def forward(scores: Floats, transitions: Floats, start: Floats, lengths: Ints) -> tuple[Floats, Floats]:
    """Return the scaled forward shares (B, T, K) and the scales (B, T)."""
    steps, length = np.exp(transitions), scores.shape[1]
    live = np.arange(length)[None, :] < lengths[:, None]
    alpha = np.zeros_like(scores)
    scale = np.ones(live.shape, dtype=np.float32)
    for t in range(length):
        raw = scores[:, t] * (np.exp(start)[None] if t == 0 else alpha[:, t - 1] @ steps)
        norm = np.maximum(raw.sum(axis=1), 1e-30)
        scale[:, t] = np.where(live[:, t], norm, 1.0)
        alpha[:, t] = np.where(live[:, t, None], raw / norm[:, None], alpha[:, t - 1] if t else 0.0)
    return alpha, scale


def backward(
    scores: Floats, transitions: Floats, lengths: Ints, alpha: Floats, scale: Floats, *, counted: bool = True
) -> tuple[Floats, Floats]:
    """Return the scaled backward shares (B, T, K) and, where ``counted``, the expected transition counts (K, K)."""
    steps, labels = np.exp(transitions), scores.shape[2]
    beta = np.ones_like(scores)
    counts = np.zeros((labels, labels), dtype=np.float32)
    for t in range(scores.shape[1] - 2, -1, -1):
        ahead = scores[:, t + 1] * beta[:, t + 1] / scale[:, t + 1, None]
        on = (t + 1 < lengths)[:, None]
        if counted:
            counts += steps * ((alpha[:, t] * on).T @ (ahead * on))
        beta[:, t] = np.where(on, ahead @ steps.T, 1.0)
    return beta, counts


@dataclass(frozen=True, slots=True)
class Turns:
    """Transition scores split by what may follow what: ``free`` labels (outside, ends) lead to ``free_to`` (outside, begins), a
    begin or inside to the inside or end of its class."""

    free: Ints
    free_to: Ints
    begin: Ints
    scores: Floats

    def between(self, before: Ints, after: Ints) -> Floats:
        """Return the scores from each label of ``before`` to that of ``after`` beside it."""
        return self.scores[before, after]


def turns_of(transitions: Floats) -> Turns:
    """Split (K, K) transitions over the labels outside, then begin, inside and end of each class."""
    begin = np.arange(1, len(transitions), 3)
    return Turns(np.concatenate([[0], begin + 2]), np.concatenate([[0], begin]), begin, transitions)


def viterbi(emissions: Floats, transitions: Floats, start: Floats, lengths: Ints) -> Ints:
    """Return the best label sequences (B, T); labels beyond a sequence's length are meaningless.

    Labels are outside, then begin, inside and end of each class; transitions that ``labels.follows`` forbids are never taken.
    """
    batch, length, labels = emissions.shape
    turns, by_time = turns_of(transitions), np.ascontiguousarray(emissions.transpose(1, 0, 2))
    back = np.zeros((length, batch, labels), dtype=np.int8)
    best = by_time[0] + start
    for t in range(1, length):
        reached = best_turns(best, turns, back[t]) + by_time[t]
        best = np.where((t < lengths)[:, None], reached, best)
    path = np.zeros((batch, length), dtype=np.int64)
    current, rows = best.argmax(axis=1), np.arange(batch)
    for t in range(length - 1, -1, -1):
        path[:, t] = current
        current = np.where(t < lengths, back[t][rows, current], current)
    return path


def best_turns(best: Floats, turns: Turns, back: npt.NDArray[np.int8]) -> Floats:
    """Return the best scores (B, K) of reaching each label from those before, and note in ``back`` where from."""
    reached = np.empty_like(best)
    options = best[:, turns.free][:, None, :] + turns.scores[np.ix_(turns.free, turns.free_to)].T
    chosen = options.argmax(axis=2)
    reached[:, turns.free_to] = np.take_along_axis(options, chosen[:, :, None], 2)[:, :, 0]
    back[:, turns.free_to] = turns.free[chosen]
    begin, inside = turns.begin, turns.begin + 1
    for after in (inside, turns.begin + 2):
        from_begin = best[:, begin] + turns.between(begin, after)
        from_inside = best[:, inside] + turns.between(inside, after)
        longer = from_inside > from_begin
        reached[:, after] = np.where(longer, from_inside, from_begin)
        back[:, after] = np.where(longer, inside, begin)
    return reached
