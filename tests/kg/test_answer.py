"""Answers as table, CSV, JSON and Markdown: right, and harmless whatever the texts hold."""

import csv
import io
import json
import unicodedata

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.answer import answer

S, P, G = (NamedNode(f"https://w3id.org/plankg/id/{name}") for name in ("park/东篱园", "p", "g"))
TEXT = "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY STR(?o)"


def store_of(*values: Literal) -> Store:
    store = Store()
    store.extend(Quad(S, P, value, G) for value in values)
    return store


def said(text: str, style: str) -> str:
    return answer(store_of(Literal(text)), "SELECT ?o WHERE { ?s ?p ?o }", style)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_becomes_a_formula(text):
    rows = list(csv.reader(io.StringIO(said(text, "csv"))))
    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ['a,"b"', "两行\n文字", "普通", " =1"])
def test_csv_gives_other_texts_back_as_they_are(text):
    assert list(csv.reader(io.StringIO(said(text, "csv"), newline="")))[1] == [text]


def test_negative_numbers_stay_numbers_in_csv():
    assert answer(store_of(Literal(-3)), TEXT, "csv").split("\r\n")[1].endswith(",-3")


@pytest.mark.parametrize("style", ["table", "md"])
@pytest.mark.parametrize("text", ["\x1b[2J", "a\u202eb", "a\nb", "\x9b", "\x00"])
def test_nothing_steers_a_terminal(style, text):
    written = said(text, style)
    assert {unicodedata.category(char) for char in written if char != "\n"} & {"Cc", "Cf"} == set()
    assert len(written.split("\n")) == len(said("a", style).split("\n"))


@pytest.mark.parametrize(
    ("text", "shown"), [("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("[x](y)", "\\[x\\](y)"), ("`x`", "\\`x\\`")]
)
def test_markdown_signs_are_escaped(text, shown):
    assert said(text, "md").split("\n")[2] == f"| {shown} |"


def test_table_columns_line_up_under_chinese():
    lines = answer(store_of(Literal("甲乙"), Literal("abc")), TEXT, "table").split("\n")
    assert lines[0] == "s            o"
    assert lines[2:5] == ["park/东篱园  abc", "park/东篱园  甲乙", "(2 rows)"]


@pytest.mark.parametrize("text", ["长" * 100, "x" * 61, "长" * 29 + "xyz", "字a" * 70])
def test_long_cells_are_cut(text):
    line = said(text, "table").split("\n")[2]
    assert line.endswith("…")
    assert text.startswith(line[:-1])
    assert len(line) >= 30


def test_json_is_the_standard_format():
    found = json.loads(said("值", "json"))
    assert found["results"]["bindings"] == [{"o": {"type": "literal", "value": "值"}}]


def test_ask_construct_and_no_rows():
    store = store_of(Literal(1))
    assert answer(store, "ASK { ?s ?p 1 }", "table") == "true\n"
    assert answer(store, "CONSTRUCT WHERE { ?s ?p ?o }", "table").endswith("integer> .\n")
    assert answer(store, "SELECT ?s { ?s ?p 2 }", "table").endswith("(0 rows)\n")


@pytest.mark.parametrize("query", ["SELECT", "INSERT DATA { <a:b> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "DROP ALL"])
def test_only_questions_are_answered(query):
    store = store_of(Literal(1))
    with pytest.raises(SyntaxError):
        answer(store, query, "table")
    assert len(store) == 1
