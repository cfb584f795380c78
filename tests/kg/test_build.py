"""The build: everything or nothing is replaced, one bad input spoils no other, the same input gives the same bytes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import little
import pytest
from pyoxigraph import Store

import kg.build
import kg.worker
from extract.document import Document
from kg.build import NothingBuiltError, Options, Source, build
from kg.dataset import NoGraphError, instances, label, open_graph
from kg.folder import OutputError, replacing
from kg.worker import Tools

GRAPH = Options(only_graph=True, jobs=1)


def sources(folder: Path, **texts: str) -> list[Source]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [Source(path, path.name, path.stat().st_size) for path in sorted(folder.glob("*.txt"))]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def test_writes_what_the_contract_promises(inputs, tmp_path, monkeypatch):
    monkeypatch.setattr(kg.build, "WRITERS", {"html": lambda store, out: (out / "html").mkdir()})
    out = tmp_path / "out"
    result = build(sources(inputs, a=little.TEXT), out, little.TOOLS, Options(jobs=1))
    assert sorted(path.name for path in out.iterdir()) == ["graph.trig", "html", "report.json", "store", "text"]
    document = result.rows[0].id
    assert (out / f"text/{document}.txt").read_text(encoding="utf-8") == little.TEXT
    assert (out / f"text/{document}.origins.tsv").read_text(encoding="utf-8").split("\n")[
        1
    ] == f"0\t{len(little.TEXT)}\tpage 2\t100\t"
    assert len(open_graph(out)) == len(kg.dataset._loaded(out / "graph.trig"))
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["documents"] == 1
    assert report["documents"][0]["counts"]["develops"] == 2
    assert report["seconds"]


def test_only_graph_stops_early_and_can_still_be_asked(inputs, tmp_path):
    build(sources(inputs, a=little.TEXT), tmp_path / "out", little.TOOLS, GRAPH)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["graph.trig", "report.json", "text"]
    store = open_graph(tmp_path / "out")
    assert [label(store, park) for park in instances(store, "pk:Park")] == ["东篱食品园"]


def test_same_bytes_whatever_the_order_and_the_number_of_processes(inputs, tmp_path):
    files = sources(inputs, a=little.TEXT, b=little.TEXT + "又一句。\n", c="无事。\n", d=little.TEXT)
    outs = []
    for at, jobs in enumerate((1, 3)):
        out = tmp_path / f"out{at}"
        build(random.Random(at).sample(files, len(files)), out, little.TOOLS, Options(only_graph=True, jobs=jobs))
        outs.append({path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    reports = [json.loads(out.pop("report.json")) for out in outs]
    assert outs[0] == outs[1]
    for report in reports:
        del report["seconds"]
        for row in report["documents"]:
            del row["seconds"]
    assert reports[0] == reports[1]
    assert reports[0]["counts"]["documents"] == 3
    assert any("d.txt has the same content" in warning for warning in reports[0]["warnings"])


def test_a_bad_input_is_named_and_the_others_are_built(inputs, tmp_path):
    files = sources(inputs, a=little.TEXT, b="UNREADABLE", c="FAULT", d="")
    result = build(files, tmp_path / "out", little.TOOLS, GRAPH, unreadable=["e.bin: unknown type"])
    assert result.errors == [
        "e.bin: unknown type",
        "b.txt: is no text; save it as UTF-8",
        "c.txt: could not be built (RuntimeError: a fault in the code); the others are; please report this file",
    ]
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert len(report["failed"]) == 3
    assert report["counts"]["documents"] == 2


def test_a_process_that_dies_takes_only_its_own_input(inputs, tmp_path):
    files = sources(inputs, a=little.TEXT, b="DIE", c=little.TEXT + "二。\n", d="无事。\n", e="DIE 2")
    result = build(files, tmp_path / "out", little.TOOLS, Options(only_graph=True, jobs=2))
    assert sorted(row.name for row in result.rows if not row.error) == ["a.txt", "c.txt", "d.txt"]
    assert [error.split(":")[0] for error in result.errors] == ["b.txt", "e.txt"]


def test_nothing_readable_leaves_the_earlier_output(inputs, tmp_path):
    out = tmp_path / "out"
    build(sources(inputs, a=little.TEXT), out, little.TOOLS, GRAPH)
    before = (out / "graph.trig").read_bytes()
    (inputs / "a.txt").write_text("UNREADABLE", encoding="utf-8")
    with pytest.raises(NothingBuiltError) as caught:
        build(sources(inputs), out, little.TOOLS, GRAPH)
    assert caught.value.errors == ["a.txt: is no text; save it as UTF-8"]
    assert (out / "graph.trig").read_bytes() == before
    assert leftovers(tmp_path) == ["in", "out"]


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
def test_whatever_happens_late_leaves_the_earlier_output(inputs, tmp_path, monkeypatch, error):
    out = tmp_path / "out"
    build(sources(inputs, a=little.TEXT), out, little.TOOLS, GRAPH)
    before = (out / "graph.trig").read_bytes()

    def fails(store: Store, folder: Path) -> None:
        raise error

    monkeypatch.setattr(kg.build, "WRITERS", {"html": fails})
    with pytest.raises(OutputError if isinstance(error, OSError) else type(error)):
        build(sources(inputs, b=little.TEXT + "二。"), out, little.TOOLS, Options(jobs=1))
    assert (out / "graph.trig").read_bytes() == before
    assert leftovers(tmp_path) == ["in", "out"]


def test_a_new_build_replaces_the_earlier_one_whole(inputs, tmp_path):
    out = tmp_path / "out"
    build(sources(inputs, a=little.TEXT), out, little.TOOLS, GRAPH)
    (out / "html").mkdir()
    (inputs / "a.txt").write_text("别的。\n", encoding="utf-8")
    build(sources(inputs), out, little.TOOLS, GRAPH)
    assert leftovers(out) == ["graph.trig", "report.json", "text"]
    assert "烘焙" not in (out / "graph.trig").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["foreign", "file", "dangling"])
def test_what_plankg_did_not_make_is_never_replaced(tmp_path, kind):
    out = tmp_path / "out"
    if kind == "foreign":
        out.mkdir()
        (out / "thesis.docx").write_text("mine", encoding="utf-8")
    elif kind == "file":
        out.write_text("mine", encoding="utf-8")
    else:
        out.symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError, match="out: "), replacing(out):
        pass
    assert kind != "foreign" or (out / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_and_a_link_to_a_folder_may_be_written(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "out") as staging:
        (staging / "report.json").write_text("{}", encoding="utf-8")
    assert (tmp_path / "out").is_symlink()
    assert leftovers(tmp_path / "real") == ["report.json"]


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/version").exists(), reason="root may write anywhere here")
def test_an_unwritable_place_is_told_before_any_work(tmp_path):
    with pytest.raises(OutputError, match="choose another folder"), replacing(Path("/proc/plankg-out")):
        pytest.fail("the work began")


def test_a_full_disk_ends_the_build_and_keeps_the_earlier_output(inputs, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build(sources(inputs, a=little.TEXT), out, little.TOOLS, GRAPH)
    before = (out / "graph.trig").read_bytes()

    def full(shard: Path, document: Document, lines: list[str]) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kg.worker, "_write", full)
    with pytest.raises(OutputError, match="No space left on device"):
        build(sources(inputs, b="二。\n"), out, little.TOOLS, GRAPH)
    assert (out / "graph.trig").read_bytes() == before
    assert leftovers(tmp_path) == ["in", "out"]


def test_pages_and_import_files_are_made_of_the_graph(inputs, tmp_path):
    build(sources(inputs, a=little.TEXT), tmp_path / "out", little.TOOLS, Options(jobs=1))
    assert (tmp_path / "out/html/index.html").is_file()
    assert list((tmp_path / "out/neo4j").glob("*.csv"))


def test_no_graph_is_told(tmp_path):
    with pytest.raises(NoGraphError, match="plankg build"):
        open_graph(tmp_path)
    (tmp_path / "graph.trig").write_text("GRAPH {", encoding="utf-8")
    with pytest.raises(NoGraphError, match="cannot be read"):
        open_graph(tmp_path)


def found_twice(texts: dict[str, str]) -> list[tuple[str, ...]]:
    return [tuple(sorted(texts, reverse=True))]


def test_near_duplicates_are_noted(inputs, tmp_path):
    tools = Tools(little.read, little.extract, duplicates=found_twice)
    result = build(sources(inputs, a=little.TEXT, b=little.TEXT + "二。\n"), tmp_path / "out", tools, GRAPH)
    assert result.duplicates == [tuple(row.id for row in result.rows)]
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert report["near_duplicates"] == [list(result.duplicates[0])]
    assert "pk:nearDuplicateOf" in (tmp_path / "out/graph.trig").read_text(encoding="utf-8")


SLOW_BUILD = """
import sys
sys.path.insert(0, {tests!r})
import little
from pathlib import Path
from kg.build import Options, Source, build
if __name__ == "__main__":
    files = [Source(p, p.name) for p in sorted(Path({folder!r}).glob("*.txt"))]
    build(files, Path({out!r}), little.TOOLS, Options(only_graph=True, jobs=2))
"""


def heeds_ctrl_c() -> None:
    """Undo what a shell does to what it runs in the background: Ctrl-C is ignored there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_at_once_and_leaves_nothing_behind(inputs, tmp_path):
    sources(inputs, a="SLOW 1", b="SLOW 2", c="SLOW 3")
    script = tmp_path / "slow.py"
    script.write_text(
        SLOW_BUILD.format(tests=str(Path(__file__).parent), folder=str(inputs), out=str(tmp_path / "out")),
        encoding="utf-8",
    )
    running = subprocess.Popen(
        [sys.executable, str(script)],
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeds_ctrl_c,
    )
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob(".out.building-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=120)
    assert leftovers(tmp_path) == ["in", "slow.py"]


@pytest.mark.corpus
def test_evidence_of_annotated_documents_is_sound(shared, tmp_path):
    import goldgraph

    goldgraph.build_gold(shared, ["001", "yixian-2021"], tmp_path / "out", GRAPH)
    sys.path.insert(0, str(shared / "eval"))
    try:
        from run import evidence
    finally:
        sys.path.pop(0)
    good, bad = evidence(tmp_path / "out")
    assert (good > 200, bad) == (True, 0)


def test_a_reader_may_return_no_text(inputs, tmp_path):
    result = build(sources(inputs, a=""), tmp_path / "out", little.TOOLS, GRAPH)
    assert isinstance(little.document(""), Document)
    assert result.rows[0].counts["Plan"] == 1
