"""The mathematics of the tagger against brute force over all label sequences; labels and weights there and back."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.entities.tagger.crf import forward_backward, viterbi
from extract.entities.tagger.features import cut, fold, folding
from extract.entities.tagger.labels import (
    CLASSES,
    FORBIDDEN,
    LABELS,
    decode,
    encode,
    follows,
    start_scores,
    transition_mask,
)
from extract.entities.tagger.model import LONGEST, Tagger, batches, load, save, sequences, tag
from extract.entities.tagger.network import BLOCK, TOP, Network
from extract.entities.tagger.rows import Vocabulary, rows_of
from extract.training import linear
from extract.training.network import Trainee, quantised

SEEDS = range(6)
LENGTHS = np.array([1, 3, 4])
LABEL_COUNT = 4


def scores(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Emissions of three sequences of different lengths, transitions, start."""
    rng = np.random.default_rng(seed)
    shapes = ((len(LENGTHS), LENGTHS.max(), LABEL_COUNT), (LABEL_COUNT, LABEL_COUNT), (LABEL_COUNT,))
    emissions, transitions, start = (rng.normal(0, 2, shape).astype(np.float32) for shape in shapes)
    return emissions, transitions + transition_mask()[:LABEL_COUNT, :LABEL_COUNT], start + start_scores()[:LABEL_COUNT]


def total(path: tuple[int, ...], emissions: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> float:
    """The score of one label sequence."""
    inner = sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))
    return float(start[path[0]]) + inner + sum(float(emissions[t, label]) for t, label in enumerate(path))


def paths(seed: int, row: int) -> dict[tuple[int, ...], float]:
    """Every label sequence of one sequence with its score."""
    emissions, transitions, start = scores(seed)
    every = itertools.product(range(LABEL_COUNT), repeat=int(LENGTHS[row]))
    return {path: total(path, emissions[row], transitions, start) for path in every}


@pytest.mark.parametrize("seed", SEEDS)
def test_viterbi_is_the_best_of_all(seed: int) -> None:
    best = viterbi(*scores(seed), LENGTHS)
    for row, length in enumerate(LENGTHS):
        every = paths(seed, row)
        assert tuple(best[row, :length]) == max(every, key=lambda p: every[p])


@pytest.mark.parametrize("seed", SEEDS)
def test_log_partition_sums_all(seed: int) -> None:
    log_partition = forward_backward(*scores(seed), LENGTHS)[2]
    wanted = [np.logaddexp.reduce(list(paths(seed, row).values())) for row in range(len(LENGTHS))]
    np.testing.assert_allclose(log_partition, wanted, rtol=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_marginals_are_shares_of_all(seed: int) -> None:
    marginals = forward_backward(*scores(seed), LENGTHS)[0]
    for row, length in enumerate(LENGTHS):
        every = paths(seed, row)
        whole = np.logaddexp.reduce(list(every.values()))
        wanted = np.zeros((length, LABEL_COUNT))
        for path, score in every.items():
            wanted[range(length), path] += np.exp(score - whole)
        np.testing.assert_allclose(marginals[row, :length], wanted, atol=1e-4)
        np.testing.assert_allclose(marginals[row, :length].sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_expected_turns_are_counted(seed: int) -> None:
    counts = forward_backward(*scores(seed), LENGTHS)[1]
    wanted = np.zeros((LABEL_COUNT, LABEL_COUNT))
    for row in range(len(LENGTHS)):
        every = paths(seed, row)
        whole = np.logaddexp.reduce(list(every.values()))
        for path, score in every.items():
            for a, b in itertools.pairwise(path):
                wanted[a, b] += np.exp(score - whole)
    np.testing.assert_allclose(counts, wanted, atol=1e-3)


def test_forbidden_labels_have_no_share() -> None:
    emissions, transitions, start = scores(0)
    allowed = np.ones_like(emissions)
    allowed[:, :, 1] = 0
    marginals, counts, log_partition = forward_backward(emissions, transitions, start, LENGTHS, allowed)
    assert marginals[:, :, 1].max() == 0
    assert counts[1].max() == counts[:, 1].max() == 0
    assert (log_partition < forward_backward(emissions, transitions, start, LENGTHS)[2]).all()


def test_long_sequences_neither_overflow_nor_vanish() -> None:
    rng = np.random.default_rng(0)
    emissions = rng.normal(0, 30, (1, 2000, LABEL_COUNT)).astype(np.float32)
    _, transitions, start = scores(0)
    marginals, _, log_partition = forward_backward(emissions, transitions, start, np.array([2000]))
    assert np.isfinite(log_partition).all()
    np.testing.assert_allclose(marginals.sum(axis=2), 1, atol=1e-4)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    """A length and names in it that do not overlap."""
    found, at = [], 0
    for gap, length, cls in draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(2, 5), st.sampled_from(CLASSES)), max_size=6)
    ):
        found.append((at + gap, at + gap + length, cls))
        at += gap + length
    return at + draw(st.integers(0, 3)), found


@given(spans())
def test_labels_there_and_back(case: tuple[int, list]) -> None:
    length, names = case
    labels = encode(length, names)
    assert len(labels) == length
    assert list(decode(labels.tolist())) == names
    assert all(follows(LABELS[a], LABELS[b]) for a, b in itertools.pairwise(labels.tolist()))


@given(st.lists(st.integers(0, len(LABELS) - 1), max_size=30))
def test_any_labels_decode_to_names_apart(labels: list[int]) -> None:
    names = list(decode(labels))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(names))
    assert all(0 <= start < end <= len(labels) for start, end, _ in names)


def test_one_character_is_no_name() -> None:
    assert not encode(3, [(1, 2, "Park")]).any()


def test_impossible_turns_are_forbidden() -> None:
    mask = transition_mask()
    at = {label: i for i, label in enumerate(LABELS)}
    assert mask[at["B-Park"], at["E-Park"]] == mask[at["E-Park"], at["B-Plan"]] == mask[0, 0] == 0
    assert {
        mask[at["B-Park"], 0], mask[0, at["I-Park"]], mask[at["B-Park"], at["E-Plan"]], mask[at["E-Park"], at["E-Park"]]
    } == {FORBIDDEN}  # fmt: skip


WORDS = {"湖": 1, "好": 2, "。": 3, "鹭洲": 4}


def tables(rng: np.random.Generator) -> list[np.ndarray]:
    """Vectors for the columns of ``some_rows``."""
    return [rng.normal(0, 1, (count, 4)).astype(np.float32) for count in (5, 5, 3, 7, 4, 128)]


def little(seed: int = 0) -> Tagger:
    """A tagger of few weights."""
    rng = np.random.default_rng(seed)
    weights = rng.normal(0, 1, (32, len(LABELS))).astype(np.float32)
    weights[::3] = 0
    network = quantised(Trainee(tables(rng), 8, (1, 2), len(LABELS), rng), some_rows(200))
    vocabulary = Vocabulary(WORDS, {"n": 1, "a": 2}, {"鹭洲": 2, "青岚": 5})
    return Tagger(vocabulary, linear.quantised(weights), network, transition_mask())


def some_hashes(count: int) -> np.ndarray:
    """Hashed features of few rows."""
    return np.random.default_rng(5).integers(0, 32, (4, count)).astype(np.uint32)


def network_of(tagger: Tagger) -> Network:
    """The network of a tagger that has one."""
    assert tagger.network is not None
    return tagger.network


def some_rows(count: int, seed: int = 3) -> np.ndarray:
    """Rows of characters as a vocabulary of few words gives them."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.integers(0, top, count) for top in (5, 5, 3, 7, 4, 128)], axis=1).astype(np.int32)


@pytest.mark.parametrize("deep", [True, False])
def test_weights_there_and_back(tmp_path: Path, deep: bool) -> None:
    tagger = little() if deep else replace(little(), network=None)
    save(tagger, tmp_path / "model" / "tagger.npz")
    again = load(tmp_path / "model" / "tagger.npz")
    assert again.vocabulary == tagger.vocabulary
    shown = some_hashes(50), some_rows(50)
    np.testing.assert_array_equal(again.scores(*shown), tagger.scores(*shown))
    np.testing.assert_array_equal(again.turns, tagger.turns)


def test_the_same_weights_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        save(little(), tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_sums_are_exact_in_any_order() -> None:
    layer = network_of(little()).layers[0]
    values = np.rint(np.random.default_rng(4).uniform(0, TOP, (300, len(layer.weights)))).astype(np.float32)
    exact = values.astype(np.int64) @ layer.weights.astype(np.int64)
    np.testing.assert_array_equal((values @ layer.weights).astype(np.int64), exact)
    np.testing.assert_array_equal((values[:, ::-1] @ layer.weights[::-1]).astype(np.int64), exact)


def test_blocks_do_not_show() -> None:
    network, rows = network_of(little()), some_rows(2 * BLOCK + 7)
    middle, edge = slice(BLOCK - 40, BLOCK + 40), sum(network.steps)
    part = network.scores(rows[middle])
    np.testing.assert_array_equal(network.scores(rows)[middle][edge:-edge], part[edge:-edge])


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_short_texts_have_scores(length: int) -> None:
    assert network_of(little()).scores(some_rows(length)).shape == (length, len(LABELS))


def test_rounding_keeps_the_scores() -> None:
    rng = np.random.default_rng(0)
    trainee, rows = Trainee(tables(rng), 8, (1, 2), len(LABELS), rng), some_rows(400)
    exact, _ = trainee.forward(rows, rng, 0.0)
    rounded = quantised(trainee, rows).scores(rows)
    assert np.corrcoef(exact.ravel(), rounded.ravel())[0, 1] > 0.99


def test_rounding_keeps_the_linear_scores() -> None:
    weights = np.random.default_rng(1).normal(0, 1, (32, len(LABELS))).astype(np.float32)
    found = linear.quantised(weights).scores(some_hashes(10))
    step = np.abs(weights).max(axis=0) / 127
    assert (np.abs(found - weights[some_hashes(10)].sum(axis=0)) <= 4 * step * 0.51).all()


def test_slopes_are_those_of_the_scores() -> None:
    rng = np.random.default_rng(1)
    trainee, rows = Trainee(tables(rng), 8, (1, 2), len(LABELS), rng), some_rows(30)
    slope = rng.normal(size=(30, len(LABELS))).astype(np.float32)
    weights = trainee.layers[1][0].values
    moves: list = []
    _, kept = trainee.forward(rows, rng, 0.0)
    trainee.descend(kept, [slope @ out.values.T for out in trainee.outs], moves)
    told = next(s for w, s in moves if w is trainee.layers[1][0])
    for i, j in ((0, 0), (5, 3), (23, 7)):
        total = []
        for by in (-1e-2, 1e-2):
            weights[i, j] += by
            total.append(float((trainee.forward(rows, rng, 0.0)[0] * slope).sum()))
            weights[i, j] -= by
        assert (total[1] - total[0]) / 2e-2 == pytest.approx(float(told[i, j]), rel=0.05, abs=0.05)


def test_tag_gives_possible_labels_and_shares() -> None:
    text = "鹭洲湖好。青岚好！\n" * 9
    scores = np.random.default_rng(2).normal(0, 1, (len(text), len(LABELS))).astype(np.float32)
    best, chances = tag(scores, transition_mask(), list(sequences(text)))
    for start, end in sequences(text):
        np.testing.assert_allclose(chances[start:end].sum(axis=1), float(best[start:end].any()), atol=1e-4)
        assert all(follows(LABELS[a], LABELS[b]) for a, b in itertools.pairwise(best[start:end].tolist()))


def test_nothing_is_found_outside_the_stretches() -> None:
    scores = np.random.default_rng(2).normal(0, 3, (30, len(LABELS))).astype(np.float32)
    best, _ = tag(scores, transition_mask(), [(5, 12), (20, 25)])
    assert not np.delete(best, [*range(5, 12), *range(20, 25)]).any()


def test_rows_follow_the_words() -> None:
    vocabulary = Vocabulary(WORDS, {"n": 1, "a": 2}, {"鹭洲": 2})
    marks = np.zeros((4, 1), dtype=np.uint32)
    found = rows_of("鹭洲湖妙", cut([("鹭洲", "n"), ("湖", "n"), ("妙", "x")]), vocabulary, marks)
    assert found.tolist() == [[0, 4, 1, 2, 1, 0], [0, 4, 1, 2, 2, 0], [1, 1, 1, 0, 3, 0], [0, 0, 0, 0, 3, 0]]


@given(st.text("鹭洲青岚。，、；\n a", max_size=900))
@settings(max_examples=60)
def test_sequences_cover_the_text_once(text: str) -> None:
    cut = list(sequences(text))
    assert "".join(text[a:b] for a, b in cut) == text
    assert all(0 < b - a <= LONGEST for a, b in cut)


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    text = fold("鹭洲湖水很清，" * 40)
    assert all(text[end - 1] == "," for _, end in sequences(text))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=50))
def test_batches_hold_every_stretch_once(lengths: list[int]) -> None:
    stretches = [(100 * i, 100 * i + length) for i, length in enumerate(lengths)]
    assert sorted(itertools.chain.from_iterable(batches(stretches, 40))) == stretches


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_changes_what_its_table_names_and_nothing_else() -> None:
    text = "".join(map(chr, folding())).replace('"', "") + "鹭洲𠮷\U0001f30a é\n"
    assert fold(text) == text.translate(folding())
