"""A linear-chain conditional random field over padded batches of sequences, in numpy.

Forward-backward in probability space with a scale per step (Rabiner 1989, section V.A); Viterbi in log space.
Shapes: B sequences, T steps, K labels. ``emissions`` are (B, T, K) scores, ``transitions`` (K, K) scores from row to column,
``allowed`` (B, T, K) is 0 where a label is forbidden, ``lengths`` (B,) the true lengths; padding comes last.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def potentials(emissions: Floats, allowed: Floats | None = None) -> tuple[Floats, Floats]:
    """Exponentiate scores safely; return them step by step (T, B, K) and the shifts (B, T) that were taken off."""
    top = emissions.max(axis=2)
    scaled = np.exp(emissions - top[:, :, None])
    return by_step(scaled if allowed is None else scaled * allowed), top


def by_step(values: Floats) -> Floats:
    """Turn (B, T, K) into (T, B, K), whose steps lie in one piece, or back."""
    return np.ascontiguousarray(values.transpose(1, 0, 2))


def forward_backward(
    emissions: Floats, transitions: Floats, start: Floats, lengths: Ints, allowed: Floats | None = None
) -> tuple[Floats, Floats, npt.NDArray[np.float64]]:
    """Return label marginals (B, T, K), expected transition counts (K, K) and log partition (B,)."""
    scores, shift = potentials(emissions, allowed)
    alpha, scale = forward(scores, transitions, start)
    live = np.arange(len(scores))[None, :] < lengths[:, None]
    beta, counts = backward(scores, transitions, lengths, alpha, scale)
    log_partition = ((np.log(scale.T.astype(np.float64)) + shift) * live).sum(axis=1)
    return by_step(normalised(alpha * beta)), counts, log_partition


def marginals(emissions: Floats, transitions: Floats, start: Floats, lengths: Ints) -> Floats:
    """Return label marginals (B, T, K) only, which takes less time."""
    scores, _ = potentials(emissions)
    alpha, scale = forward(scores, transitions, start)
    return by_step(normalised(alpha * backward(scores, transitions, lengths, alpha, scale, counted=False)[0]))


def normalised(shares: Floats) -> Floats:
    """Scale the labels of each character to a sum of 1."""
    shares /= np.maximum(shares.sum(axis=2, keepdims=True), 1e-30)
    return shares


def forward(scores: Floats, transitions: Floats, start: Floats) -> tuple[Floats, Floats]:
    """Return the scaled forward shares (T, B, K) and the scales (T, B), meaningless beyond a sequence's length."""
    steps = np.exp(transitions)
    alpha, scale = np.empty_like(scores), np.empty(scores.shape[:2], dtype=np.float32)
    for t, here in enumerate(scores):
        raw = here * (alpha[t - 1] @ steps if t else np.exp(start))
        np.maximum(raw.sum(axis=1), 1e-30, out=scale[t])
        np.divide(raw, scale[t, :, None], out=alpha[t])
    return alpha, scale


def backward(
    scores: Floats, transitions: Floats, lengths: Ints, alpha: Floats, scale: Floats, *, counted: bool = True
) -> tuple[Floats, Floats]:
    """Return the scaled backward shares (T, B, K) and, where ``counted``, the expected transition counts (K, K)."""
    steps, labels = np.exp(transitions), scores.shape[2]
    beta = np.ones_like(scores)
    counts = np.zeros((labels, labels), dtype=np.float32)
    for t in range(len(scores) - 2, -1, -1):
        ahead = scores[t + 1] * beta[t + 1] / scale[t + 1, :, None]
        on = (t + 1 < lengths)[:, None]
        if counted:
            counts += steps * ((alpha[t] * on).T @ (ahead * on))
        np.copyto(beta[t], ahead @ steps.T, where=on)
    return beta, counts


def viterbi(emissions: Floats, transitions: Floats, start: Floats, lengths: Ints) -> Ints:
    """Return the best label sequences (B, T), of ascending lengths; labels beyond a sequence's length are meaningless.

    Labels are outside, then begin, inside and end of each class; transitions that ``labels.follows`` forbids are never taken.
    """
    batch, length, _ = emissions.shape
    live = np.searchsorted(lengths, np.arange(length), side="right").tolist()
    steps = np.ascontiguousarray(emissions.transpose(1, 2, 0))
    best = np.ascontiguousarray(best_scores(steps, transitions, start, live).transpose(0, 2, 1))
    into = np.where(may_follow(len(transitions)), transitions, -np.inf).T
    path = np.zeros((batch, length), dtype=np.int64)
    current = best[lengths - 1, np.arange(batch)].argmax(axis=1)
    path[:, -1] = current
    for t in range(length - 2, -1, -1):
        later = live[t + 1]
        current[later:] = (best[t, later:] + into[current[later:]]).argmax(axis=1)
        path[:, t] = current
    return path


def may_follow(labels: int) -> npt.NDArray[np.bool_]:
    """Return (K, K) from row to column: outside and ends lead to outside and begins, begins and insides on in their class."""
    place, group = np.arange(labels) % 3, (np.arange(labels) + 2) // 3
    free = place == 0
    goes_on = (place[None, :] != 1) & (group[:, None] == group[None, :])
    opens = (place == 1) | (group == 0)
    found: npt.NDArray[np.bool_] = (free[:, None] & opens) | (~free[:, None] & goes_on)
    return found


def best_scores(emissions: Floats, transitions: Floats, start: Floats, live: Sequence[int]) -> Floats:
    """Return the score (T, K, B) of the best sequence to each label at each place, of ``emissions`` (T, K, B).

    The sequences stand in the last axis, where numpy works on many at once; every third label is of one place in a name.
    ``live`` tells for each step the first sequence that reaches it; what stands beyond a sequence's end is meaningless.
    """
    labels = len(transitions)
    free, begin, inside = (slice(first, labels, 3) for first in range(3))
    opening = np.array([0, *range(1, labels, 3)])
    to_opening = transitions[free][:, opening, None]
    turned = np.empty((*to_opening.shape[:2], emissions.shape[2]), dtype=np.float32)
    on = [
        (goal, transitions[begin, goal].diagonal()[:, None], transitions[inside, goal].diagonal()[:, None])
        for goal in (inside, slice(3, labels, 3))
    ]
    best = np.zeros_like(emissions)
    best[0] = emissions[0] + start[:, None]
    for t, first in enumerate(live[1:], 1):
        before, after = best[t - 1, :, first:], best[t, :, first:]
        after[opening] = np.add(before[free, None], to_opening, out=turned[:, :, first:]).max(axis=0)
        for goal, from_begin, from_inside in on:
            after[goal] = np.maximum(before[begin] + from_begin, before[inside] + from_inside)
        after += emissions[t, :, first:]
    return best
