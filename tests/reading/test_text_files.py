"""Text files: encodings, limits, quality against a second source, speed."""

import cProfile
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from extract.document import Document
from extract.reading import document_of, read_text
from extract.reading.formats.text import LIMIT, read_text_source
from extract.reading.source import UnreadableError

TEXT = "青岚县国土空间规划\n一、现状\n全县山多田少，茶竹并茂，〇七年以来面貌一新。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    assert document_of(read_text_source("a.txt", TEXT.encode(encoding))).text == TEXT


def test_some_bad_bytes_are_dropped_and_told() -> None:
    document = document_of(read_text_source("a.txt", TEXT.encode()[:-9] + b"\xff" + TEXT.encode()[-9:]))
    assert document.text == TEXT
    assert [dropped.reason for dropped in document.dropped] == ["undecodable"]
    assert "1 " in document.warnings[0]


def test_windows_line_ends() -> None:
    assert document_of(read_text_source("a.txt", TEXT.replace("\n", "\r\n").encode())).text == TEXT


def test_identity_is_the_content(tmp_path: Path) -> None:
    one, other = tmp_path / "一.txt", tmp_path / "二.md"
    one.write_text(TEXT, "utf-8")
    other.write_text(TEXT, "utf-8")
    assert read_text(one).id == read_text(other).id == read_text(one).sha256[:16]
    assert (read_text(one).media_type, read_text(other).media_type) == ("text/plain", "text/markdown")


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "empty"), (b" \r\n\t ", "empty"), (b"\x00\x01\x02" * 50, "no text"), (b"x" * (LIMIT + 1), "split the file")],
    ids=["nothing", "blanks", "binary", "too long"],
)
def test_unreadable(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=f"^a.txt: .*{message}"):
        read_text_source("a.txt", data)


HOSTILE = (
    "(",
    "（国",
    "?国",
    "[](http:",
    "<b ",
    "**国",
    "国 ",
    "1.",
    "目录\n国\n",
    "指标\n单位\n2020年\nx\n",
    "| a |\n",
    "国(guó)",
    "─国",
    "a\t",
    "…… 1\n",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_length_only(piece: str) -> None:
    def calls(length: int) -> int:
        source = read_text_source("a.txt", (piece * (length // len(piece))).encode())
        profile = cProfile.Profile()
        profile.runcall(document_of, source)
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(32_000) < 8 * max(calls(8_000), 500)


@pytest.mark.corpus
def test_two_sources_of_one_plan_clean_to_the_same_text(shared: Path) -> None:
    """Seed 000 (traditional, pinyin, lost bytes) against 002 (from a PDF), paragraph by paragraph where both have it."""

    def paragraphs(document: Document) -> list[str]:
        return [document.slice(block) for block in document.blocks if block.kind != "table_row"]

    ours, theirs = (paragraphs(read_text(shared / f"corpus/seeds/{name}.txt")) for name in ("000", "002"))
    pairs = SequenceMatcher(
        None, [text[:8] for text in ours], [text[:8] for text in theirs], autojunk=False
    ).get_matching_blocks()
    same = compared = 0
    for left, right, length in pairs:
        for one, other in zip(ours[left : left + length], theirs[right : right + length], strict=True):
            for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
                missing = (
                    kind in ("insert", "delete") and max(i2 - i1, j2 - j1) > 20
                )  # a clause that one source does not have
                compared += 0 if missing else max(i2 - i1, j2 - j1)
                same += i2 - i1 if kind == "equal" else 0
    assert compared > 40_000
    assert same / compared >= 0.99
