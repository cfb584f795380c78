"""Web pages, written here: the text comes out whole, what is around it is set apart with its reason."""

import pytest

from extract.reading.formats.encoding import decode
from extract.reading.formats.furniture import FurnitureError, parse
from extract.reading.formats.html import read_html_source
from extract.reading.source import UnreadableError

PROSE = "云溪县坚持绿色发展，推进产业升级，全年完成投资三十亿元。"


def source(body, charset="utf-8", **options):
    page = f"<html><head><meta charset={charset}><title>云溪县规划</title></head><body>{body}</body></html>"
    return read_html_source("x.html", page.encode(charset), **options)


def shown(body):
    return [(e.kind, e.text) for e in source(body).elements if e.kind != "boilerplate"]


def left_out(body):
    return {(e.reason, e.text) for e in source(body).elements if e.kind == "boilerplate" and e.reason != "page head"}


def cells(body):
    return [e.cells for e in source(body).elements if e.kind == "row"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>第一章</h2><p>甲。</p><h3>第一节</h3><p>乙。</p>", ["第一章", "甲。", "第一节", "乙。"]),
        ("<p>规划\n    期为五年。</p>", ["规划期为五年。"]),
        ("<p>GDP per\n  capita</p>", ["GDP per capita"]),
        ("<p>投资<span>三</span><b>十</b>亿元。</p>", ["投资三十亿元。"]),
        ("<p>甲。<br>乙。<br/><br/>丙。</p>", ["甲。", "乙。", "丙。"]),
        ("<h1>云溪县发展<br>规划纲要</h1><p>甲。</p>", ["云溪县发展规划纲要", "甲。"]),
        ("<div>甲。<p>乙。</p>丙。</div>", ["甲。", "乙。", "丙。"]),
        ("<p>气温28&deg;C，&ldquo;双碳&rdquo;&#x3002;</p>", ["气温28°C，“双碳”。"]),
        ("<p>PM<sub>2.5</sub>下降。</p>", ["PM2.5下降。"]),
        ("<ul><li>甲项。<li>乙项。</ul>", ["甲项。", "乙项。"]),
        ("<p>甲。</p><p>&nbsp;</p><p></p><p>乙。</p>", ["甲。", "乙。"]),
        ("<p>甲<!-- 注 -->乙。</p>", ["甲乙。"]),
        ("<p>甲。<p>乙。<div>丙。", ["甲。", "乙。", "丙。"]),
    ],
)  # fmt: skip
def test_blocks_come_in_order_with_their_text(body, expected):
    assert [text for _, text in shown(body)] == expected


def test_levels_of_headings_and_of_bold_paragraphs():
    elements = source("<h1>规划</h1><h4>目标</h4><p><strong>重点<br>任务</strong></p><p><b>必须完成。</b></p>").elements
    levels = {e.text: e.level for e in elements if e.kind != "boilerplate"}
    assert levels == {"规划": 1, "目标": 4, "重点": 7, "任务": 7, "必须完成。": 0}


def test_the_offset_leads_back_to_the_page():
    body = f"<div><p>{PROSE}</p><p>A&amp;B公司&nbsp;投资<b>五</b>亿元。</p></div>"
    page = f"<html><body>{body}</body></html>"
    found = [e for e in read_html_source("x.html", page.encode()).elements if e.kind == "paragraph"]
    assert page[found[0].offset :].startswith(PROSE)
    for position, offset in found[1].anchors:
        assert page[offset] in {found[1].text[position], "&"}
    assert found[1].text == "A&B公司\xa0投资五亿元。"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_offsets_hold_whatever_ends_a_line(newline):
    page = newline.join(["<html><body>", "<p>第一段。</p>", "<p>第二段。</p>", "</body></html>"])
    found = [e for e in read_html_source("x.html", page.encode()).elements if e.kind == "paragraph"]
    assert [page[e.offset : e.offset + 4] for e in found] == ["第一段。", "第二段。"]


def test_a_page_that_says_gb2312_is_read_as_its_superset():
    assert [e.text for e in source("<p>二〇二五年，朱镕基。</p>".replace("朱镕基", "溇水镕炉"), "gb18030").elements][
        -1
    ] == ("二〇二五年，溇水镕炉。")
    page = "<meta http-equiv=content-type content='text/html; charset=gb2312'><p>二〇二五年，溇水镕炉。</p>"
    found = read_html_source("x.html", page.encode("gb18030")).elements
    assert [e.text for e in found if e.kind == "paragraph"] == ["二〇二五年，溇水镕炉。"]


def test_a_wrong_charset_in_the_page_or_header_is_not_believed():
    page = "<meta charset=gbk><p>规划期为五年，到二〇三〇年。</p>".encode()
    for charset in ("", "gb2312", "iso-8859-1"):
        assert read_html_source("x.html", page, charset).elements[-1].text == "规划期为五年，到二〇三〇年。"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-8"])
def test_text_in_many_encodings(encoding):
    text = "某县二〇二五年：规划纲要。第一章 总则，新建３处园区。"
    assert decode(text.encode(encoding), "x").text == text


def test_some_damaged_bytes_do_not_change_the_encoding():
    data = bytearray((PROSE * 100).encode())
    data[1000] = 0xFF
    decoded = decode(bytes(data), "x")
    assert decoded.encoding == "utf-8"
    assert 0 < decoded.damaged <= 3


TABLE = (
    "<table><caption>主要指标</caption><tr><td colspan=4>专栏1 发展指标</td></tr>"
    "<tr><th>类别</th><th>指标</th><th colspan=2>数值</th></tr>"
    "<tr><td rowspan=2>经济</td><td>产<br>值</td><td>1</td><td>2</td></tr>"
    "<tr><td><p>收</p><p>入</p></td><td>3</td></tr>"
    "<tr><td></td><td></td><td></td></tr></table>"
)


def test_merged_cells_are_repeated_and_captions_stand_before_the_rows():
    assert shown(f"<p>{PROSE}</p>{TABLE}")[1:3] == [("paragraph", "主要指标"), ("paragraph", "专栏1 发展指标")]
    assert cells(TABLE) == [("类别", "指标", "数值", "数值"), ("经济", "产值", "1", "2"), ("经济", "收入", "3", "")]


def test_each_table_has_its_number():
    one, two = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>", "<table><tr><td>丙<td>1<tr><td>丁<td>2</table>"
    assert [e.table for e in source(one + two).elements if e.kind == "row"] == [1, 1, 2, 2]


def test_tables_for_layout_and_boxes_are_read_as_text():
    layout = f"<table><tr><td><table><tr><td><p>{PROSE}</p></td></tr></table></td><td><p>乙。</p></td></tr></table>"
    assert shown(layout) == [("paragraph", PROSE), ("paragraph", "乙。")]
    box = f"<table><tr><td><p>专栏2 重点工程</p><p>{PROSE}</p></td></tr></table>"
    assert shown(box) == [("paragraph", "专栏2 重点工程"), ("paragraph", PROSE)]


def test_a_table_of_whole_paragraphs_is_read_as_text():
    box = f"<table><tr><td>01</td><td><p><b>水利</b></p><p>{PROSE}</p></td></tr></table>"
    assert shown(f"<p>前文，{PROSE}</p>{box}")[1:] == [("paragraph", "01"), ("paragraph", "水利"), ("paragraph", PROSE)]


TEXT = f"<div class=content><h1>云溪县规划</h1><p>{PROSE}</p><p>第二段，{PROSE}</p></div>"


@pytest.mark.parametrize(
    ("around", "reason", "text"),
    [
        ("<script>var a = '字。';</script>", "script", "var a = '字。';"),
        ("<style>p {color: red}</style>", "script", "p {color: red}"),
        ("<div style='display: none'>隐藏的字。</div>", "hidden", "隐藏的字。"),
        ("<p hidden>隐藏的字。</p>", "hidden", "隐藏的字。"),
        ("<nav>首页 资讯</nav>", "navigation", "首页 资讯"),
        ("<div class='top-menu'>首页 资讯</div>", "navigation", "首页 资讯"),
        ("<ul id=mainNav><li>首页<li>资讯</ul>", "navigation", "首页\n资讯"),
        ("<div class='crumbs'>政务</div>", "navigation", "政务"),
        ("<p>当前位置：首页 &gt; 政务公开</p>", "navigation", "当前位置：首页 > 政务公开"),
        ("<ul><li><a href=1>新闻一</a><li><a href=2>新闻二</a></ul>", "links", "新闻一\n新闻二"),
        (
            "<footer>主办：云溪县人民政府，地址：云溪路一号。</footer>",
            "page foot",
            "主办：云溪县人民政府，地址：云溪路一号。",
        ),
        ("<div class=foot>版权所有</div>", "page foot", "版权所有"),
        ("<p>版权所有：云溪县人民政府</p>", "page foot", "版权所有：云溪县人民政府"),
        ("<div class='bdsharebuttonbox'>微信 微博</div>", "share buttons", "微信 微博"),
        ("<p>分享到：微信 微博</p>", "share buttons", "分享到：微信 微博"),
        ("<p>扫一扫在手机打开当前页</p>", "share buttons", "扫一扫在手机打开当前页"),
        ("<p>【打印】【关闭】</p>", "tools", "【打印】【关闭】"),
        ("<p>字号：大 中 小</p>", "tools", "字号：大 中 小"),
        ("<form>用户名<button>登录</button></form>", "form", "用户名登录"),
        ("<p>（责任编辑：张三）</p>", "page information", "（责任编辑：张三）"),
        ("<p>上一篇：某通知</p>", "navigation", "上一篇：某通知"),
    ],
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_what_is_around_the_text_is_set_apart_with_its_reason(around, reason, text, before):
    body = around + TEXT if before else TEXT + around
    assert left_out(body) == {(reason, text)}
    assert shown(body) == shown(TEXT)


def test_short_side_texts_outside_the_main_text_are_set_apart():
    body = f"<div class=w><div>本站动态</div>{TEXT * 8}</div>"
    assert ("outside the main text", "本站动态") in left_out(body.replace("w", "wrap", 1))


def test_a_page_information_line_is_told_apart():
    body = f"<div><p>发文字号：云政〔2025〕3号</p><div>{TEXT}</div></div>"
    assert left_out(body) == {("page information", "发文字号：云政〔2025〕3号")}


def test_the_title_above_the_text_is_kept():
    body = f"<div><div><h1>云溪县规划</h1></div></div><div><p>{PROSE}</p></div>".replace("云溪县规划", "云溪县规划纲要")
    page = f"<title>云溪县规划纲要-云溪县人民政府</title>{body}"
    found = read_html_source("x.html", page.encode())
    assert [e.text for e in found.elements if e.kind != "boilerplate"] == ["云溪县规划纲要", PROSE]


def test_a_second_edition_for_telephones_is_left_out():
    body = f"<div id=pc>{TEXT}</div><div id=mobile>{TEXT}</div>"
    assert [text for _, text in shown(body)].count(PROSE) == 1
    assert any(reason == "second edition of the text" for reason, _ in left_out(body))


def test_a_text_that_a_script_would_show_is_read():
    assert (("paragraph", PROSE)) in shown(f"<div style='display:none'><p>{PROSE}</p></div>")


def test_the_name_of_a_class_does_not_hide_the_text():
    assert ("paragraph", PROSE) in shown(f"<div class='page hot location'><p>{PROSE}</p></div>")


def test_words_that_begin_like_furniture_are_text():
    body = f"<p>{PROSE}</p><p>分享经济快速发展，</p><p>来源地直供比例提高，</p><p>首页之外的公开渠道增加，</p>"
    assert len(shown(body)) == 4


def test_nothing_of_a_page_is_lost():
    body = f"<nav>首页</nav>{TEXT}{TABLE}<p><a href=x>附件</a></p><footer>页脚</footer><script>x()</script>"
    text = "".join(e.text for e in source(body).elements)
    assert all(text.count(word) >= 1 for word in ("首页", PROSE, "专栏1", "附件", "页脚", "x()", "收入", "主要指标"))


def test_the_title_comes_from_the_article_meta_tag():
    page = f"<meta name=ArticleTitle content='云溪县规划'><title>云溪县规划 - 门户网站</title><p>{PROSE}</p>"
    assert read_html_source("x.html", page.encode()).title == "云溪县规划"


@pytest.mark.parametrize(
    "page", ["<html><body><div id=app></div><script>render()</script></body></html>", "<!-- x -->"]
)
def test_a_page_without_text_is_named_with_what_to_do(page):
    with pytest.raises(UnreadableError, match=r"^x\.html: "):
        read_html_source("x.html", page.encode())


def test_a_bad_line_of_the_furniture_list_is_named():
    with pytest.raises(FurnitureError, match=r"^list\.tsv:3: "):
        parse("where\tpattern\treason\ntag\tnav\tnavigation\nnonsense\tnav\tnavigation\n", "list.tsv")


@pytest.mark.parametrize(
    ("body", "text", "marks"),
    [
        ("<p>空间<sup>114</sup>结构<sup><a href=#n>[2]</a></sup>。</p>", "空间结构。", {"114\n[2]"}),
        ("<p>面积5km<sup>2</sup>，10<sup>8</sup>元。</p>", "面积5km2，108元。", set()),
        ("<p>数字<sup>注</sup>化。</p>", "数字注化。", set()),
    ],
)
def test_marks_of_notes_are_taken_out_of_words_and_exponents_are_not(body, text, marks):
    assert shown(body) == [("paragraph", text)]
    assert {text for reason, text in left_out(body) if reason == "note mark"} == marks
