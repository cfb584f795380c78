"""One small input per kind of noise, with the text as it has to be stored."""

import pytest

from extract.reading import document_of
from extract.reading.formats.text import read_text_source


def read(text: str, encoding: str = "utf-8", suffix: str = ".txt"):
    return document_of(read_text_source("页面.txt", text.encode(encoding), suffix))


LINE_NOISE = {
    "html entity": ("全县&nbsp;&nbsp;12个乡镇建成水渠&ldquo;六纵&rdquo;。", "全县12个乡镇建成水渠“六纵”。"),
    "numeric entity": ("完成投资&#50;&#48;亿元。", "完成投资20亿元。"),
    "literal line break": ("第一段写完了。\\r\\n第二段写完了。", "第一段写完了。\n第二段写完了。"),
    "question marks for blanks": ("青岚县人民政府县长?? 林?? 舟", "青岚县人民政府县长 林舟"),
    "one question mark stays": ("为什么要修这条路？因为通车难？", "为什么要修这条路？因为通车难？"),
    "zero-width": ("青岚\u200b县茶\ufeff产业", "青岚县茶产业"),
    "full-width digits": ("实现产值３６．５亿元，增长８％。", "实现产值36.5亿元，增长8%。"),
    "full-width letters": ("建设５Ｇ基站和ＩＤＣ机房。", "建设5G基站和IDC机房。"),
    "subscript markup": ("PM_{2.5}平均浓度下降。", "PM2.5平均浓度下降。"),
    "markdown bold": ("新增茶园**3万亩**以上。", "新增茶园3万亩以上。"),
    "markdown italics": ("坚持*绿色发展*，久久为功。", "坚持绿色发展，久久为功。"),
    "footnote asterisks stay": ("预计值为6.5*，目标值为7*。", "预计值为6.5*，目标值为7*。"),
    "escaped per cent": ("占比提高到45\\%。", "占比提高到45%。"),
    "markdown link": ("见[青岚县水利规划](https://example.org/a.html)。", "见青岚县水利规划。"),
    "html tag": ("增长<b>7%</b>。", "增长7%。"),
    "comparison is no tag": ("失业率<5.5%，达标率>99%。", "失业率<5.5%，达标率>99%。"),
    "false blank before a unit": ("到 2031 年 10 月建成 3 座水厂。", "到2031年10月建成3座水厂。"),
    "false blank in quotes": ("“ 十四五 ” 时期（ 2021—2025 年）", "“十四五”时期（2021—2025年）"),
    "false blank in a numeral": ("二 〇 三五年远景目标", "二〇三五年远景目标"),
    "false blank in a name with digits": ("老城 1926 文创园开园。", "老城1926文创园开园。"),
    "false blank before Latin": ("占 GDP 比重达到 60%。", "占GDP比重达到60%。"),
    "letter-spaced title": ("政 府 工 作 报 告", "政府工作报告"),
    "letter-spaced line": ("绿 色 茶 园 面 积 达 到 3万亩。", "绿色茶园面积达到3万亩。"),
    "blank between clauses stays": ("守护青山绿水 建设宜居小城", "守护青山绿水 建设宜居小城"),
    "blank behind a heading's number stays": ("第二章 5G产业先行", "第二章 5G产业先行"),
    "ideographic blank": ("　　全县茶园面积扩大。", "全县茶园面积扩大。"),
    "pinyin": ("茶(chá)園(yuán)面(miàn)積(jī)擴大", "茶園面積擴大"),
    "a unit is no pinyin": ("渠道总长(km)和面积(ha)另列。", "渠道总长（km）和面积（ha）另列。"),
    "ASCII points in Chinese": ("稳步推进,逐年落实;分步实施(试行)。", "稳步推进，逐年落实；分步实施（试行）。"),
    "points in numbers": ("比例为3:5:2,合计1,200户。", "比例为3:5:2，合计1,200户。"),
    "brackets in pairs": ("森林覆盖率(%)", "森林覆盖率（%）"),
    "Chinese points stay": ("“一轴、两带”；山、水、城。", "“一轴、两带”；山、水、城。"),
}


@pytest.mark.parametrize(("noisy", "clean"), LINE_NOISE.values(), ids=LINE_NOISE)
def test_noise_inside_a_line(noisy: str, clean: str) -> None:
    assert read(noisy).text == clean


TRADITIONAL = "青嵐縣國民經濟和社會發展規劃綱要實施以來，產業結構優化，發展動力增強，顯著改善了農業條件，著力補齊短闆。"


def test_traditional_characters_become_simplified() -> None:
    assert read(TRADITIONAL).text.startswith(
        "青岚县国民经济和社会发展规划纲要实施以来，产业结构优化，发展动力增强，显著改善了农业条件，着力补齐短"
    )


def test_a_rare_form_in_a_simplified_text_stays() -> None:
    assert read("引进昇辉公司，乾元塔修缮完工。").text == "引进昇辉公司，乾元塔修缮完工。"


def test_neutral_tones_are_removed_where_a_text_has_pinyin() -> None:
    line = "我(wǒ)們(men)在(zài)山(shān)上(shàng)種(zhòng)茶(chá)樹(shù)，收(shōu)成(chéng)很(hěn)好(hǎo)的(de)。"
    assert read(line).text == "我們在山上種茶樹，收成很好的。"


def test_shifted_gbk_run_is_put_back_into_step() -> None:
    shifted = "（茶鄉青嵐區".encode("gb18030")
    noisy = "?" + (b"\xa1" + shifted).decode("gb18030", "replace") + "人民生活改善"
    assert "?" not in read(noisy).text or "茶鄉青嵐" in read(noisy).text


def test_chinese_points_lost_to_a_shift_come_back() -> None:
    run = "科技型企業".encode("gb18030")
    noisy = "全縣創新不足?" + "?" + (run[1:]).decode("gb18030") + "較少"
    assert read(noisy).text.startswith("全縣創新不足。科技型企業")


def test_every_drop_has_its_reason() -> None:
    document = read("茶(chá)园&nbsp;**扩大**\u200b。")
    assert {dropped.reason for dropped in document.dropped} == {"pinyin", "entity", "markup", "invisible"}


def test_changes_are_counted_nowhere_lost() -> None:
    document = read("产值３亿元")
    assert document.text == "产值3亿元"
    assert document.dropped == ()
    assert [(origin.start, origin.end, origin.offset) for origin in document.origins] == [(0, 5, 0)]


def test_blanks_inside_numbers_where_a_text_has_many() -> None:
    text = "开局良好。2 016年产值40.8 2亿元，增长1 2.7%，市场主体1 . 57万家。"
    assert read(text).text == "开局良好。2016年产值40.82亿元，增长12.7%，市场主体1.57万家。"


@pytest.mark.parametrize("text", ["产值分别为12 15亿元。", "2021 2025年、2026 2030年、2031 2035年三个时期。"])
def test_two_numbers_side_by_side_stay_two(text: str) -> None:
    assert read(text).text == text
