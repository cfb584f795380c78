"""What a user can name: files, folders, zips, standard input; each document listed once and read alone."""

import io
import pickle
import sys
import zipfile
from types import SimpleNamespace

import pytest
from docx import Document as WordDocument

from extract.document import Document
from extract.reading.inputs import Input, Unreadable, documents, expand, read_input, source_of
from extract.reading.source import UnreadableError

TEXT = "云溪县发展规划\n第一章 总则\n云溪县坚持绿色发展，全年投资三十亿元。\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with two documents, one of another type, a hidden one and one below."""
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text(f"# 规划\n\n{TEXT}", encoding="utf-8")
    (tmp_path / "table.xlsx").write_bytes(b"PK")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    return tmp_path


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_folder_is_walked_in_order_hidden_files_passed_over_others_noted(folder):
    assert [(i.name, i.note) for i in expand([str(folder)])] == [
        ("b.txt", False),
        ("sub/a.md", False),
        ("table.xlsx", True),
    ]


def test_the_order_of_inputs_does_not_matter_and_nothing_is_listed_twice(folder):
    one, other = str(folder / "b.txt"), str(folder / "sub" / "a.md")
    assert expand([one, other, one]) == expand([other, one])
    assert len(expand([one, other, one])) == 2


def test_the_output_folder_is_no_input(folder):
    (folder / "out").mkdir()
    (folder / "out" / "text.txt").write_text(TEXT)
    assert "out/text.txt" not in {i.name for i in expand([str(folder)], exclude=[folder / "out"])}


def test_an_input_is_picklable_and_read_alone(folder):
    item = pickle.loads(pickle.dumps(expand([str(folder / "b.txt")])[0]))
    document = read_input(item)
    assert (document.name, item.size) == ("b.txt", len(TEXT.encode()))
    assert "全年投资三十亿元" in document.text


def test_members_of_a_zip_are_documents(tmp_path):
    word = io.BytesIO()
    document = WordDocument()
    document.add_paragraph("云溪县新建水库。")
    document.save(word)
    path = zipped(
        tmp_path / "all.zip",
        [("plans/b.docx", word.getvalue()), ("a.txt", TEXT), ("x.png", b"x"), ("__MACOSX/a.txt", "x"), ("plans/", "")],
    )
    items = expand([str(path)])
    assert [(i.name, i.note) for i in items] == [
        ("all.zip/a.txt", False),
        ("all.zip/plans/b.docx", False),
        ("all.zip/x.png", True),
    ]
    assert source_of(items[1]).elements[0].text == "云溪县新建水库。"


def test_chinese_names_of_old_zips_are_decoded(tmp_path):
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("规划.txt")
        archive.writestr(info, TEXT)
    raw = path.read_bytes().replace("规划".encode(), "规划".encode("gbk") + b"ab")
    raw = raw.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")  # the flag that says UTF-8, taken away
    path.write_bytes(raw)
    assert [i.name for i in expand([str(path)])] == ["old.zip/规划ab.txt"]


def test_standard_input_is_text_or_what_its_bytes_show(monkeypatch):
    for data, media_type in ((TEXT.encode(), "text/plain"), (b"<html><body><p>" + TEXT.encode(), "text/html")):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        (item,) = expand(["-"])
        assert (item.name, source_of(item).media_type) == ("standard input", media_type)


def test_a_broken_document_does_not_stop_the_others(folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "empty.txt").write_bytes(b"")
    results = list(documents([str(folder), str(folder / "missing.txt")]))
    assert [r.name for r in results if isinstance(r, Document)] == ["b.txt", "sub/a.md"]
    messages = {r.name: r.message for r in results if isinstance(r, Unreadable) and not r.note}
    assert messages.keys() == {"broken.pdf", "empty.txt", "missing.txt"}
    assert all(name in message and "\n" not in message for name, message in messages.items())


def test_a_fault_of_the_program_on_one_document_does_not_stop_the_others(folder, monkeypatch):
    from extract.reading import assemble

    real = assemble.document_of

    def faulty(source):
        if source.name == "b.txt":
            raise RuntimeError("fault")
        return real(source)

    monkeypatch.setattr(assemble, "document_of", faulty)
    results = {r.name: r for r in documents([str(folder)])}
    assert "could not be read (RuntimeError)" in results["b.txt"].message
    assert isinstance(results["sub/a.md"], Document)


def test_the_same_content_twice_is_read_once_and_noted(folder):
    (folder / "z-copy.txt").write_text(TEXT, encoding="utf-8")
    results = list(documents([str(folder)]))
    assert [r.name for r in results if isinstance(r, Document)] == ["b.txt", "sub/a.md"]
    (copy,) = [r for r in results if isinstance(r, Unreadable) and r.name == "z-copy.txt"]
    assert (copy.message, copy.note) == ("z-copy.txt: same content as b.txt; read once", True)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("no.dat", b"\x00\x01", "unknown type .dat"),
        ("none", TEXT.encode(), "unknown type without suffix"),
        ("empty.txt", b"  \n", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 20, "no text in any known encoding"),
        ("word.docx", TEXT.encode(), "no .docx file"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "an image; run OCR"),
        ("a.zip", TEXT.encode(), "damaged zip"),
        ("rar.txt", b"Rar!\x1a\x07" + b"\0" * 50, "a RAR archive"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file that is no Word document"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_a_file_that_is_no_document_is_named_with_the_reason(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    (result,) = documents([str(tmp_path / name)])
    assert isinstance(result, Unreadable)
    assert not result.note
    assert name in result.message
    assert message in result.message


def test_a_folder_or_zip_without_documents_is_an_error(tmp_path):
    (tmp_path / "empty").mkdir()
    path = zipped(tmp_path / "pictures.zip", [("x.png", b"x")])
    results = list(documents([str(tmp_path / "empty"), str(path)]))
    assert any("no documents in this folder" in r.message for r in results)
    assert any("no documents in this zip" in r.message for r in results)


def test_content_beats_a_wrong_suffix(tmp_path):
    from reportlab.pdfgen import canvas

    paper = canvas.Canvas(str(tmp_path / "plan.txt"))
    paper.drawString(72, 700, "a plan of the county in a file of the wrong name")
    paper.save()
    (tmp_path / "page.txt").write_text(f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    types = {i.name: source_of(i).media_type for i in expand([str(tmp_path)])}
    assert types == {"plan.txt": "application/pdf", "page.txt": "text/html"}


def test_an_unreadable_listing_tells_when_read(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_input(expand([str(tmp_path / "nowhere.txt")])[0])


def test_old_word_files_go_through_libreoffice(tmp_path, monkeypatch):
    document = WordDocument()
    document.add_paragraph("云溪县旧文件。")
    document.save(tmp_path / "converted.docx")
    office = tmp_path / "bin" / "soffice"
    office.parent.mkdir()
    office.write_text(
        "#!/bin/sh\n"
        'while [ "$1" != "--outdir" ]; do shift; done\n'
        f'/bin/mkdir -p "$2" && /bin/cp "{tmp_path}/converted.docx" "$2/document.docx"\n'
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(office.parent))
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    source = source_of(Input("old.doc", str(old)))
    assert (source.media_type, source.elements[0].text) == ("application/msword", "云溪县旧文件。")


def test_without_libreoffice_an_old_word_file_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "old.rtf").write_bytes(b"{\\rtf1 text}")
    with pytest.raises(UnreadableError, match=r"^old\.rtf: old Word files need LibreOffice .* save it as \.docx$"):
        source_of(Input("old.rtf", str(tmp_path / "old.rtf")))
