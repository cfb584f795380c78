"""Headings that open a paragraph, sentences that tell by when, and what is no goal though it has a goal's verb."""

from __future__ import annotations

import pytest

from extract.document import Block, Document, Metadata
from extract.goals.clauses import clauses
from extract.goals.looks import Look, looks
from extract.goals.setting import AIM, TASKS, setting_of, under_run_in_headings


def written(*lines: str, path: tuple[str, ...] = ("一、总体要求",)) -> Document:
    """Paragraphs under headings."""
    text, blocks = "", []
    for line in lines:
        blocks.append(Block("paragraph", len(text), len(text) + len(line), path))
        text += line + "\n"
    return Document("d", "d", text, tuple(blocks), "", "text/plain", Metadata(district="北川县", kind="plan"))


def paths(document: Document) -> list[tuple[str, ...]]:
    return [block.path[1:] for block in under_run_in_headings(document).blocks]


def look_at(document: Document, words: str) -> Look:
    found = list(clauses(document))
    seen = {
        document.text[c.start : c.end]: look
        for c, look in zip(found, looks(setting_of(document, [], found), found), strict=True)
    }
    return seen[words]


def test_a_heading_that_opens_its_paragraph_reaches_to_the_next_counted_alike() -> None:
    document = written(
        "（一）发展思路。坚持需求牵引，强化要素保障。",
        "（二）发展目标。到2030年，产值突破百亿元。",
        "——检测能力更加强韧。",
        "1.服务网络加快成长。布点三十处。",
        "（三）空间布局。构建沿河产业带。",
        "加强规划衔接。",
    )
    assert paths(document) == [("发展思路",), ("发展目标",), ("发展目标",), ("发展目标",), (), ()]


def test_a_heading_stands_inside_of_one_counted_otherwise() -> None:
    document = written(
        "（一）总体要求。", "1.功能定位。努力成为：", "沿江种业基地；", "2.主要目标。", "（二）保障措施。"
    )
    assert paths(document) == [
        ("总体要求",),
        ("总体要求", "功能定位"),
        ("总体要求", "功能定位"),
        ("总体要求", "主要目标"),
        (),
    ]


def test_a_heading_without_a_count_is_of_its_paragraph_only() -> None:
    assert paths(written("发展目标。粮仓更加充实。", "加固河堤五处。")) == [("发展目标",), ()]


def test_a_goal_of_the_text_is_no_heading() -> None:
    assert paths(written("1.今年的主要目标，是产值翻番。", "2.锚定目标加油干，不松劲。")) == [(), ()]


@pytest.mark.parametrize(
    "sentence",
    [
        "实现上述目标，要着力抓好以下几个方面：",
        "围绕以上目标，重点做好六项工作。",
        "为完成上述各项目标，我们将扎实推进以下工作：",
    ],
)
def test_tasks_follow_the_goals(sentence: str) -> None:
    document = written("一是粮仓更加充实。", sentence, "一是夯实水利设施。", path=("二、奋斗目标",))
    assert paths(document) == [(), (), (TASKS,)]
    assert look_at(document, "粮仓更加充实").above.purpose == "aim"
    assert look_at(document, "夯实水利设施").above.purpose == ""


def test_goals_may_follow_goals() -> None:
    assert paths(written("围绕这一目标，努力实现“四个定位”：", "沿江种业基地。")) == [(), ()]


def test_purpose_and_years_are_read_from_the_heading_in_the_paragraph() -> None:
    document = written("3．到2035年的远景目标。", "粮仓更加充实。")
    above = look_at(document, "粮仓更加充实").above
    assert (above.purpose, above.near, above.headed_dated) == ("aim", True, True)


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("到2030年，粮仓更加充实。", True),
        ("到“十五五”末，粮仓更加充实。", True),
        ("展望2035年，渔港全面繁荣，粮仓更加充实。", True),
        ("经过五年努力，粮仓更加充实。", True),
        ("加固河堤五处，粮仓更加充实。", False),
        ("去年渔港开港，粮仓更加充实。", False),
    ],
)
def test_a_sentence_tells_by_when(sentence: str, tells: bool) -> None:
    assert look_at(written(sentence), "粮仓更加充实").beside.horizon is tells


@pytest.mark.parametrize(
    "title",
    ["城乡更协调", "乡亲更幸福", "渔业种业竞相迸发", "养殖技术闯出新路子", "村容村貌焕发新气象"],
)
def test_titles_counted_by_one_is_are_proposed(title: str) -> None:
    document = written(f"一是{title}。道路硬化率达到98%。")
    assert title in {document.text[c.start : c.end] for c in clauses(document)}


def test_the_position_of_a_clause_is_proposed_alone() -> None:
    document = written("我县将以沿江生态渔业名城为发展定位，修缮渔港。")
    assert "沿江生态渔业名城" in {document.text[c.start : c.end] for c in clauses(document)}


@pytest.mark.parametrize(
    "clause",
    [
        "抢抓全省打造一流渔港的政策窗口",
        "用好建设沿江经济带的重大机遇",
        "关于加快建设渔业强县的实施意见",
        "有利于打造沿江渔业名城",
    ],
)
def test_occasions_and_papers_are_no_goals(clause: str) -> None:
    document = written(f"{clause}，结合实际，加固河堤。")
    assert not [c for c in clauses(document) if "建设" in document.text[c.start : c.end] or c.verb == "打造"]


def test_renewal_of_a_city_is_no_change() -> None:
    assert not look_at(written("一是城市更新项目。渔港四处。"), "城市更新项目").said.changed


@pytest.mark.parametrize(
    ("headings", "back"),
    [
        (("一、面临的形势和总体要求",), False),
        (("一、发展基础和总体要求", "（四）发展目标"), False),
        (("一、发展现状和总体要求", "（一）发展现状"), True),
        (("一、目标完成情况",), True),
        (("第一章 发展环境", "第一节 区位"), True),
        (("一、去年工作回顾", "（二）实施兴渔战略"), True),
        (("第八章 加强实施保障 确保目标任务完成",), True),
        (("第二章 空间布局",), False),
    ],
)
def test_headings_look_back(headings: tuple[str, ...], back: bool) -> None:
    assert look_at(written("粮仓更加充实。", path=headings), "粮仓更加充实").above.review is back


def test_a_short_name_for_several_positions_is_none() -> None:
    document = written("我们将锚定“四区一港”定位，加固河堤。")
    assert "四区一港" not in {document.text[c.start : c.end] for c in clauses(document)}


def said_by(sentence: str) -> set[str]:
    document = written(sentence)
    return {document.text[c.start : c.end] for c in clauses(document)}


@pytest.mark.parametrize(
    ("sentence", "aim"),
    [
        ("我县以创建沿江生态渔业示范县为目标，修缮渔港。", "创建沿江生态渔业示范县"),
        ("全镇上下正朝着建成百亿级渔业强镇的目标大步迈进。", "建成百亿级渔业强镇"),
        ("各村紧扣建设沿江渔业名城的战略定位，加固河堤。", "建设沿江渔业名城"),
        ("紧扣“渔米之城、美丽新北川”建设目标，加固河堤。", "渔米之城、美丽新北川"),
        ("北湾片区以内河渔业中心、渔文化体验地和种业基地为目标，加固河堤。", "内河渔业中心、渔文化体验地和种业基地"),
        ("按照“做强渔港、打造渔都、带动渔乡”的目标定位，加固河堤。", "打造渔都、带动渔乡"),
    ],
)
def test_what_a_clause_names_as_the_goal_ends_before_the_word(sentence: str, aim: str) -> None:
    assert any(said.endswith(aim) for said in said_by(sentence))
    assert next(
        look for look in [look_at(written(sentence), s) for s in said_by(sentence) if s.endswith(aim)]
    ).beside.called


@pytest.mark.parametrize(
    "sentence",
    [
        "以渔民满意为目标，加固河堤。",
        "以智能化、绿色化为目标，加固河堤。",
        "以渔业企业和船厂集聚区为目标开展招商，加固河堤。",
        "以沿江渔业城市为目标腹地，加固河堤。",
        "以先进渔村、沿江标杆为目标，找差距，加固河堤。",
    ],
)
def test_how_something_is_done_is_no_named_goal(sentence: str) -> None:
    assert said_by(sentence) == set()


def test_tasks_that_somebody_set_are_no_named_goal() -> None:
    assert "完成年初确定" not in said_by("全面完成年初确定的目标任务，加固河堤。")


def test_a_heading_in_its_paragraph_may_end_in_a_dash() -> None:
    document = written("（二）发展定位——沿江种业基地。", "——内河渔业名城。", "（三）基本原则。")
    assert paths(document) == [("发展定位",), ("发展定位",), ()]


def test_a_goal_may_be_announced_before_a_comma() -> None:
    document = written("这片沿江渔区的发展目标，是建成内河渔业名城。")
    assert look_at(document, "建成内河渔业名城").beside.called


def stretches(sentence: str) -> list[str]:
    document = written(sentence, path=("二、奋斗目标",))
    return [document.text[c.start : c.end] for c in clauses(document)]


@pytest.mark.parametrize(
    ("sentence", "goal"),
    [
        ("朝着建成渔业强县的目标迈进。", "建成渔业强县"),
        ("坚持以建设沿江种业基地为目标。", "建设沿江种业基地"),
        ("按照建设沿江种业基地的总体目标任务，加固河堤。", "建设沿江种业基地"),
        ("构建粮仓分明的目标考核体系。", "构建粮仓分明的目标考核体系"),
        ("打造有利于渔民返乡的一流港口高地。", "打造有利于渔民返乡的一流港口高地"),
    ],
)
def test_where_a_goal_ends(sentence: str, goal: str) -> None:
    assert stretches(sentence) == [goal]


@pytest.mark.parametrize(
    "sentence",
    [
        "渔港规模，距离建成渔业强县的目标还有差距。",
        "渔港规模，距建成渔业强县的目标，还差三处。",
        "渔港规模，与建设沿江种业基地的目标相比仍有不足。",
        "加固河堤，有利于打造沿江种业基地。",
    ],
)
def test_how_far_a_goal_is_and_what_is_good_for_one_is_none(sentence: str) -> None:
    assert stretches(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "announces"),
    [
        ("我们的奋斗目标，是粮仓更加充实。", True),
        ("主要目标为粮仓更加充实。", True),
        ("围绕上述目标，为建设渔港多做实事。", False),
    ],
)
def test_what_announces_goals(sentence: str, announces: bool) -> None:
    assert bool(AIM.search(sentence)) is announces
