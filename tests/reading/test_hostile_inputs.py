"""Hostile files: each ends in text or in one clear line, soon, and without filling the memory."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.reading.formats import read_source
from extract.reading.inputs import Unreadable, documents, expand, source_of
from extract.reading.source import UnreadableError

SECONDS = 20  # generous for a busy machine; each takes one or two
PROSE = "云溪县坚持绿色发展。"


def word(**replaced):
    """A Word file with some of its parts replaced."""
    stream, result = io.BytesIO(), io.BytesIO()
    document = WordDocument()
    document.add_paragraph(PROSE)
    document.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return result.getvalue()


def refused(data, name, message):
    begin = time.monotonic()
    with pytest.raises(UnreadableError, match=message) as caught:
        read_source(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - begin < SECONDS


def text_of(data, name):
    begin = time.monotonic()
    source = read_source(data, name)
    assert time.monotonic() - begin < SECONDS
    return "\n".join(e.text for e in source.elements if e.kind != "boilerplate"), source.warnings


EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    "xml", [EXTERNAL, LAUGHS, EXTERNAL.decode().encode("utf-16")], ids=["external", "laughs", "utf-16"]
)
@pytest.mark.parametrize("part", ["document", "styles", "core"])
def test_entities_in_a_word_file_are_refused(part, xml):
    refused(word(**{part: xml}), "x.docx", r"declares a document type .*; refused$")


def test_a_word_file_that_unpacks_to_hundreds_of_megabytes_is_refused():
    tracemalloc.start()
    try:
        data = word(document=b" " * 200_000_000)
        tracemalloc.reset_peak()
        refused(data, "x.docx", "refused as a zip bomb")
        assert tracemalloc.get_traced_memory()[1] < 260_000_000
    finally:
        tracemalloc.stop()


def test_nested_tables_of_word_end_in_text_or_a_clear_message():
    open_table, close_table = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    inner = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
    document = WordDocument()
    nested = f"{open_table * 50}{inner}{close_table * 50}".replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)
    document.element.body.insert(0, parse_xml(nested))
    stream = io.BytesIO()
    document.save(stream)
    assert PROSE in text_of(stream.getvalue(), "x.docx")[0]
    deep = (
        f"<w:document {nsdecls('w')}><w:body>{open_table * 20_000}{inner}{close_table * 20_000}</w:body></w:document>"
    )
    refused(word(document=deep.encode()), "x.docx", "not a Word document|zip bomb")


@pytest.mark.parametrize("tag", ["div", "b"])
def test_a_hundred_thousand_unclosed_tags_lose_no_text(tag):
    page = "<html><body>" + "".join(f"<{tag}>第{i}段。" for i in range(100_000))
    text, _ = text_of(page.encode(), "x.html")
    assert all(f"第{i}段。" in text for i in (0, 1, 50_000, 99_998, 99_999))


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>甲<td>" * 10_000,
        "<table>" + "<tr><td rowspan=60000 colspan=1000>甲乙丙丁<td>乙" * 1_000 + "</table>",
        "<" * 1_000_000 + PROSE,
        PROSE + "<!--" * 300_000,
        PROSE + "<script>" * 300_000,
        PROSE + "<div a=" * 300_000,
        "<div " + " ".join(f"a{i}=x" for i in range(300_000)) + ">" + PROSE,
        "&amp;&#x6587;&nbsp" * 100_000 + PROSE,
        "<div hidden class=nav>" * 2_000 + f"<p>{PROSE}</p>" * 10_000,
    ],
    ids=["nested tables", "spans", "brackets", "comments", "scripts", "half tags", "attributes", "entities", "hidden"],
)
def test_pages_made_to_cost_time_are_read_in_time(page):
    text, _ = text_of(f"<body><p>{PROSE}</p>{page}".encode(), "x.html")
    assert text


def test_text_nested_too_deeply_for_the_parser_is_read_with_a_warning():
    text, warnings = text_of(("<div>" * 5_000 + PROSE).encode(), "x.html")
    assert text == PROSE
    assert warnings == ("tags are nested too deeply; headings and tables of the page were not recognised",)


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html"])
def test_a_line_of_two_hundred_megabytes_is_refused(name):
    refused(b"\xe4\xba\x91" * 66_700_000, name, r"200,100,000 bytes are more than")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"0" * 100_000_000)
        archive.writestr("good.txt", PROSE)
    items = {i.name: i for i in expand([str(path)])}
    assert "refused as a zip bomb" in items["bomb.zip/big.txt"].problem
    assert source_of(items["bomb.zip/good.txt"]).elements[0].text == PROSE


def test_a_zip_of_very_many_members_is_refused(tmp_path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.txt", "")
    (result,) = documents([str(path)])
    assert "10001 members" in result.message


def test_a_zip_that_lies_about_its_sizes_ends_in_a_clear_message(tmp_path):
    data = zlib.compress(b"0" * 30_000_000)[2:-4]
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), 100, 5, 0) + b"a.txt"
    central = (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), 100, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    )
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local) + len(data), 0)
    path = tmp_path / "liar.zip"
    path.write_bytes(local + data + central + end)
    (result,) = documents([str(path)])
    assert isinstance(result, Unreadable)
    assert result.message.startswith("liar.zip/a.txt: damaged in its zip")


def test_names_that_lead_out_of_a_zip_are_never_paths(tmp_path):
    path = tmp_path / "paths.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../evil.txt", "/etc/evil.txt", "a/../../evil2.txt", "..\\win.txt", "new\nline.txt"):
            archive.writestr(name, PROSE + name)
    before = sorted(tmp_path.parent.rglob("*"))
    results = list(documents([str(path)]))
    assert sorted(r.name for r in results) == [
        "paths.zip/a/evil2.txt",
        "paths.zip/etc/evil.txt",
        "paths.zip/evil.txt",
        "paths.zip/new_line.txt",
        "paths.zip/win.txt",
    ]
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_zip_in_a_zip_is_refused(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", PROSE)
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    (result,) = documents([str(tmp_path / "outer.zip")])
    assert result.message.endswith("inner.zip: a zip inside a zip; unpack it first")


def test_an_encrypted_member_is_named(tmp_path):
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", PROSE)
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + offset] |= 1
    path.write_bytes(bytes(raw))
    (result,) = documents([str(path)])
    assert "locked.zip/a.txt: encrypted in its zip" in result.message


def test_a_pdf_of_a_hundred_thousand_lines_drawn_is_read_without_looking_for_tables():
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    paper = canvas.Canvas(stream)
    paper.drawString(72, 800, "a map of the county and its roads")
    for i in range(100_000):
        paper.line(i % 500, i % 700, (i * 7) % 500, (i * 13) % 700)
    paper.save()
    assert text_of(stream.getvalue(), "x.pdf")[0] == "a map of the county and its roads"
