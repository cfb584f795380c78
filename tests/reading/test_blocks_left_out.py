"""What websites and page layouts put around a text is left out, under its reason."""

import pytest

from extract.reading import document_of
from extract.reading.formats.text import read_text_source

BODY = "过去一年，全县茶园面积稳步扩大，鲜叶产量连续三年增长，加工企业达到四十家，群众收入持续增加，城乡面貌明显改善，安全形势总体平稳。"


def read(*lines: str):
    return document_of(read_text_source("报告.txt", "\n".join(lines).encode()))


def left_out(document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for dropped in document.dropped:
        if dropped.reason not in ("blank", "lost character"):
            found.setdefault(dropped.reason, []).append(dropped.text)
    return found


def test_scraper_header() -> None:
    head = (
        "工作报告",
        "2031年青岚县政府工作报告",
        "时间：2031-02-03????\t\t作者：县域网????\t\t来源：官网????\t\t阅读：",
        "350",
        "评论：",
        "0",
    )
    document = read(*head, "内容摘要：", f"政府工作报告{BODY[:40]}......", "政 府 工 作 报 告", "各位代表：", BODY)
    assert document.text == "\n".join(["2031年青岚县政府工作报告", "政府工作报告", "各位代表：", BODY])


def test_portal_header_and_footer() -> None:
    head = (
        "您的位置：",
        "首页",
        ">",
        "政务公开",
        ">",
        "工作报告",
        "下载",
        "打印",
        "【字号：",
        "加大",
        "还原",
        "减小",
        "】",
    )
    foot = (
        "扫一扫在手机打开当前页",
        "分享到：",
        "QQ空间",
        "新浪微博",
        "上一篇：",
        "2030年青岚县政府工作报告",
        "相关文章",
        "01-24",
        "某县工作报告",
    )
    document = read(*head, "2031年青岚县政府工作报告", "来源：青岚日报", "各位代表：", BODY, *foot)
    assert document.text == "\n".join(["2031年青岚县政府工作报告", "各位代表：", BODY])
    assert len(left_out(document)["navigation"]) == len(head) + len(foot) + 1


def test_caption_and_editor() -> None:
    document = read(
        "2031年青岚县政府工作报告",
        "县长林舟作政府工作报告。青岚日报记者 周禾 摄",
        "各位代表：",
        BODY,
        "（来源：青岚日报）",
        "编辑：周禾",
    )
    assert document.text == "\n".join(["2031年青岚县政府工作报告", "各位代表：", BODY])


@pytest.mark.parametrize(
    "line", ["时间：每周三上午，地点在茶市广场，欢迎群众参加。", "来源：财政资金和社会资金各占一半。"]
)
def test_the_same_words_inside_the_text_stay(line: str) -> None:
    assert line in read("一、安排", BODY, line, BODY).text


def test_dotted_contents() -> None:
    contents = ("目 录", "第一章 现状 ……… 1", "一、茶业………………… 2", "— 1 —", "第二章 目标 ……… 16")
    document = read(*contents, "第一章 现状", BODY, "第二章 目标", BODY)
    assert document.text == "\n".join(["第一章 现状", BODY, "第二章 目标", BODY])
    assert "".join(left_out(document)["table of contents"]).count("章") == 2


def test_contents_without_dots() -> None:
    heads = ("第一章 现状", "第二章 目标", "第三章 任务", "第四章 保障")
    body = [line for head in heads for line in (head, BODY)]
    assert read("目录", *heads, *body).text == "\n".join(body)


def test_ellipsis_in_a_sentence_is_no_contents() -> None:
    lines = ["茶香、竹韵、水声……一幅画卷徐徐展开", BODY]
    assert read("一、成就", *lines).text == "\n".join(["一、成就", *lines])


def test_running_heads_and_bare_page_numbers() -> None:
    page = [BODY] * 13
    lines = [line for number in range(4, 9) for line in ("青岚县国土空间规划文本", *page, str(number))]
    document = read("一、总则", *lines)
    assert left_out(document)["page number"] == ["4", "5", "6", "7", "8"]
    assert left_out(document)["running head"] == ["青岚县国土空间规划文本"] * 4  # the first page's is the title


@pytest.mark.parametrize("mark", ["— 12 —", "- 12 -", "·12·", "第 12 页", "第12页 共30页", "12 / 30", "〔 12 〕"])
def test_page_marks(mark: str) -> None:
    assert left_out(read("一、总则", BODY, mark, BODY)) == {"page number": [mark]}


def test_numbers_of_a_list_are_no_page_numbers() -> None:
    text = read("一、数据", BODY, "1", "茶园", "2", "竹林", "3", "水渠", BODY).text
    assert "\n1\n茶园\n2\n" in text


def test_a_box_that_stands_before_its_own_parts_is_left_out() -> None:
    title, first, second = "茶叶精深加工", "重点发展抹茶、茶多酚等领域。", "建设云岭镇加工园等。"
    document = read(BODY, title + first + second, title, first, second, BODY)
    assert left_out(document) == {"said twice": [title + first + second]}
    assert all(part in document.text for part in (title, first, second))


def test_a_line_that_only_begins_like_the_next_ones_stays() -> None:
    line = "茶叶精深加工重点发展抹茶、茶多酚等领域，延长链条。"
    document = read(BODY, line, "茶叶精深加工", "重点发展抹茶、茶多酚等领域。", BODY)
    assert line in document.text
