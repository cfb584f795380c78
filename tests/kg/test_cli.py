"""The command line as a user meets it: exit statuses, one-line messages, nothing heavy for --help."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import little
import pytest
from typer.testing import CliRunner, Result

import kg.build
import kg.inputs
from kg.cli.app import app

HEAVY = {
    "spacy",
    "rdflib",
    "pyoxigraph",
    "pyshacl",
    "pdfplumber",
    "lxml",
    "numpy",
    "tqdm",
    "jinja2",
    "networkx",
    "neo4j",
    "opencc",
}
IMPORTS = "import sys; sys.argv = {argv}\ntry:\n    from kg.cli import main; main()\nexcept SystemExit as end:\n    print(); print(end.code, *sys.modules)"


def plankg(*arguments: object, **more: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), **more)


def read(item: kg.inputs.Input):
    return little.read(Path(item.path))


@pytest.fixture(autouse=True)
def tools(monkeypatch):
    monkeypatch.setattr(
        kg.inputs, "standard_tools", lambda model=None, allow_private=False: replace(little.TOOLS, read=read)
    )
    monkeypatch.setattr(kg.build, "WRITERS", {})


@pytest.fixture
def plan(tmp_path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(little.TEXT, encoding="utf-8")
    return path


@pytest.fixture
def out(plan, tmp_path) -> Path:
    assert plankg("build", plan, "-o", tmp_path / "out").exit_code == 0
    return tmp_path / "out"


@pytest.mark.parametrize(
    "command", [["--help"], ["build", "--help"], ["query", "--help"], ["--version"], ["query", "--list"]]
)
def test_help_loads_nothing_heavy(command):
    script = IMPORTS.format(argv=["plankg", *command])
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, *modules = ran.stdout.rsplit("\n", 2)[-2].split()
    assert code in ("0", "None")
    assert HEAVY & set(modules) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["build"],
        ["build", "x"],
        ["build", "x", "-o", "y", "--only", "pages"],
        ["build", "x", "-o", "y", "--min-confidence", "2"],
        ["nothing"],
        ["query"],
    ],
)
def test_wrong_usage_is_2(arguments):
    assert plankg(*arguments).exit_code == 2


def test_builds_and_says_what_to_open(out):
    assert (out / "graph.trig").is_file()


def test_some_inputs_bad_is_1_and_names_each(plan, tmp_path):
    (tmp_path / "bad.txt").write_text("UNREADABLE", encoding="utf-8")
    done = plankg(
        "build",
        plan,
        tmp_path / "bad.txt",
        tmp_path / "missing.txt",
        "-o",
        tmp_path / "out",
        "--only",
        "graph",
        "--jobs",
        1,
    )
    assert done.exit_code == 1
    lines = done.stderr.strip().split("\n")
    assert len(lines) == 2
    assert {"bad.txt", "missing.txt"} == {
        name for name in ("bad.txt", "missing.txt") if any(name in line for line in lines)
    }
    assert "Traceback" not in done.output
    assert (tmp_path / "out/graph.trig").is_file()


@pytest.mark.parametrize("make", ["empty folder", "missing", "unreadable"])
def test_nothing_to_build_is_1_and_keeps_the_earlier_output(out, tmp_path, make):
    bad = tmp_path / "bad"
    if make == "empty folder":
        bad.mkdir()
    elif make == "unreadable":
        bad = bad.with_suffix(".txt")
        bad.write_text("UNREADABLE", encoding="utf-8")
    before = (out / "graph.trig").read_bytes()
    done = plankg("build", bad, "-o", out)
    assert done.exit_code == 1
    assert "bad" in done.stderr
    assert (out / "graph.trig").read_bytes() == before


def test_an_output_that_holds_other_things_is_2(plan, tmp_path):
    done = plankg("build", plan, "-o", tmp_path)
    assert done.exit_code == 2
    assert "did not make" in done.stderr
    assert plan.is_file()


def test_the_output_is_no_input(tmp_path, plan):
    for _ in range(2):
        assert plankg("build", tmp_path, "-o", tmp_path / "out", "--only", "graph").exit_code == 0
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert report["counts"]["documents"] == 1


def test_control_characters_of_names_are_spelled_out(plan, tmp_path):
    nasty = tmp_path / "a\x1b[31m\nb.txt"
    nasty.write_text("FAULT", encoding="utf-8")
    done = plankg("build", plan, nasty, "-o", tmp_path / "out", "--only", "graph")
    assert "\x1b" not in done.output
    assert "\\x1b[31m\\nb.txt" in done.stderr


def test_less_sure_facts_can_be_left_out(plan, tmp_path):
    assert plankg("build", plan, "-o", tmp_path / "out", "--min-confidence", "0.75", "--only", "graph").exit_code == 0
    assert "pk:develops" not in (tmp_path / "out/graph.trig").read_text(encoding="utf-8").split("GRAPH")[2]


def test_asks_by_name_file_and_standard_input(out, tmp_path):
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?l { ?p a pk:Park ; rdfs:label ?l }", encoding="utf-8")
    chain = plankg("query", "chain", "--graph", out, "--format", "csv", "-p", "parkName=东篱")
    assert chain.stdout.splitlines()[1].startswith("东篱食品园,烘焙业,麦香坊,东篱食品园重点发展烘焙业。,plan.txt,")
    assert "东篱食品园" in plankg("query", own, "--graph", out).stdout
    assert "东篱食品园" in plankg("query", "-", "--graph", out, input=own.read_text(encoding="utf-8")).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "nonsense"], "no question of that name"),
        (["query", "missing.rq"], "missing.rq: No such file"),
        (["query", "chain", "-p", "park"], "name=value"),
        (["query", "chain", "-p", "park=x"], "no parameter park"),
    ],
)
def test_wrong_questions_are_told_in_one_line(out, arguments, message):
    ran = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *arguments, "--graph", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert message in ran.stderr
    assert len(ran.stderr.strip().split("\n")) == 1


def test_what_is_no_sparql_is_told(out):
    done = plankg("query", "-", "--graph", out, input="SELECT {\x1b")
    assert done.exit_code == 2
    assert "not a SPARQL query" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("command", ["query", "validate", "pages", "neo4j"])
def test_a_folder_without_a_graph_is_told(tmp_path, command):
    arguments = ["query", "chain", "--graph"] if command == "query" else [command]
    done = plankg(*arguments, tmp_path)
    assert done.exit_code == 2
    assert f"{tmp_path}: no graph here; make one with plankg build" in done.stderr


def test_list_shows_question_and_parameters():
    listed = plankg("query", "--list").stdout
    assert "chain-core-area-industry-enterprise [parkName=]" in listed
    assert "Which core areas" in listed


def test_read_prints_the_text_as_stored_or_its_outline(plan, tmp_path):
    assert plankg("read", plan).stdout == little.TEXT
    outline = plankg("read", plan, "--outline").stdout.split("\n")
    assert outline[0] == f"plan.txt: {len(little.TEXT)} characters, 7 blocks"
    assert outline[1:4] == ["title: 青禾县“十四五”规划", "period: 2021-2025", "district: 云岭省/青禾县"]
    assert "第一章 产业" in outline
    assert plankg("read", tmp_path / "missing.txt").exit_code == 1


def test_validate_finds_nothing_wrong_in_a_sound_graph(out):
    done = plankg("validate", out)
    assert (done.exit_code, done.stdout.strip()) == (0, f"{out}: no findings")


def test_validate_finds_what_is_broken(out):
    (out / "store").rename(out / "elsewhere")
    trig = out / "graph.trig"
    trig.write_text(trig.read_text(encoding="utf-8").replace('pk:kind "actual"', 'pk:kind "guess"'), encoding="utf-8")
    done = plankg("validate", out)
    assert done.exit_code == 1
    assert "needs one pk:kind" in done.stdout
