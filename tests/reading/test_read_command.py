"""``plankg read``: a user sees what was left out and what was changed, and how much of it."""

from pathlib import Path

from typer.testing import CliRunner

from kg.cli.app import app

PAGE = """首页
>
规划
宜章县茶业发展规划（2027—2032年）
一、现状
茶(chá)园面积达到１２万亩，茶(chá)企达到32家，群众收入持续增加，城乡面貌明显改善。
"""


def outline(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["read", str(path), "--outline"]).stdout.splitlines()


def test_outline_counts_what_was_left_out_by_reason(tmp_path: Path) -> None:
    lines = outline(tmp_path, PAGE)
    assert "left out, pinyin: 2 times, 10 characters" in lines
    assert lines[lines.index("left out, pinyin: 2 times, 10 characters") + 1] == "  (chá) (2 times)"
    at = lines.index("left out, navigation: 3 times, 5 characters")
    assert lines[at + 1 : at + 4] == ["  首页", "  >", "  规划"]


def test_outline_counts_what_was_changed(tmp_path: Path) -> None:
    assert "changed, full-width: 2 characters" in outline(tmp_path, PAGE)


def test_outline_stays_short_however_much_is_left_out(tmp_path: Path) -> None:
    vowels = "āáǎàēéěèīíǐìōóǒòūúǔù"
    lines = outline(tmp_path, "".join(f"茶(ch{one})园(y{one}n)" for one in vowels) + "。")
    assert "left out, pinyin: 40 times, 200 characters" in lines
    assert "  … and 20 more" in lines
    assert len(lines) < 40


def test_clean_text_has_nothing_left_out(tmp_path: Path) -> None:
    assert not [line for line in outline(tmp_path, "茶园面积扩大。\n") if line.startswith(("left out", "changed"))]
