"""What a document says of itself."""

from pathlib import Path

import pytest

from extract.document import Metadata
from extract.reading import document_of, read_text
from extract.reading.formats.text import read_text_source
from extract.reading.source import Element, Source

END = "远景目标纲要"
FIVE = "第十四个五年规划和"
START = "国民经济和社会发展"
BODY = "全区经济运行总体平稳，粮食产量保持稳定，群众收入持续增加，城乡面貌明显改善，安全形势总体向好，各项社会事业全面进步。"


def metadata(*lines: str) -> Metadata:
    return document_of(read_text_source("a.txt", "\n".join(lines).encode())).metadata


def test_notice_of_promulgation() -> None:
    notice = (
        "岳阳市君山区人民政府文件",
        "君政〔2032〕7号",
        "关于印发《君山区茶业发展规划》的通知",
        "各镇人民政府、街道办事处，区直各单位：",
        "《岳阳市君山区茶业发展规划（2031—2035年）》已经区政府研究同意，现印发给你们，请认真组织实施。",
        "岳阳市君山区人民政府",
        "2032年3月5日",
        "岳阳市君山区茶业发展规划",
    )
    found = metadata(*notice, "一、现状", BODY)
    assert (found.number, found.issued, found.issuer) == ("君政〔2032〕7号", "2032-03-05", "岳阳市君山区人民政府")
    assert (found.title, found.kind) == ("岳阳市君山区茶业发展规划", "plan")
    assert found.district_path == ("湖南省", "岳阳市", "君山区")


def test_five_year_outline() -> None:
    found = metadata("宜章县国民经济和社会发展", "第十六个五年规划纲要", "第一章 现状", BODY)
    assert found == Metadata(
        title="宜章县国民经济和社会发展第十六个五年规划纲要",
        period="2031-2035",
        district="宜章县",
        district_path=("湖南省", "郴州市", "宜章县"),
        kind="outline",
    )


def test_report_with_speaker_and_date() -> None:
    found = metadata(
        "政 府 工 作 报 告",
        "——2032年1月8日在宜章县第十九届人民代表大会第二次会议上",
        "宜章县人民政府县长 林 舟",
        "各位代表：",
        BODY,
    )
    assert (found.title, found.period, found.issued) == ("2032年宜章县政府工作报告", "2032", "2032-01-08")
    assert (found.issuer, found.kind, found.district) == ("宜章县人民政府", "report", "宜章县")


def test_report_without_any_title_line() -> None:
    body = "宜章是茶乡。全县各级干部群众共同努力，宜章发展迈上新台阶，宜章县城面貌一新。"
    found = metadata("一、2031年工作回顾", body, "二、2032年工作安排", body, "我县将继续努力，全县一盘棋。")
    assert (found.title, found.kind, found.district) == ("2032年宜章县政府工作报告", "report", "宜章县")


def test_words_that_are_also_names_of_counties_do_not_mislead() -> None:
    body = "全县统筹资源，整合资源，盘活资源，培育新兴产业，壮大新兴产业。宜章茶香，宜章竹翠，宜章县蓄势待发。"
    assert metadata("一、2031年工作回顾", *[body] * 5).district == "宜章县"


def test_report_of_a_place_that_no_table_has() -> None:
    found = metadata("政府工作报告", "——2032年1月8日在鹭洲市第九届人民代表大会第二次会议上", "各位代表：", BODY)
    assert (found.title, found.district) == ("2032年鹭洲市政府工作报告", "鹭洲市")


def test_special_plan_of_a_five_year_period() -> None:
    found = metadata("鹭洲市“十五五”综合交通运输发展规划", "第一章 现状", BODY)
    assert (found.period, found.kind, found.district) == ("2026-2030", "plan", "鹭洲市")


def test_notice_whose_plan_names_no_place() -> None:
    found = metadata("鹭洲市人民政府办公室关于印发2032年重点工作任务分工方案的通知", "各县人民政府：", BODY)
    assert (found.title, found.district) == ("2032年重点工作任务分工方案", "鹭洲市")


def test_title_in_the_box_of_a_site() -> None:
    found = metadata("名称：宜章县2032年政府工作报告", "有效性：有效", "一、2031年工作回顾", BODY)
    assert (found.title, found.district) == ("宜章县2032年政府工作报告", "宜章县")


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("鹭洲县2032年工作要点", "plan", "2032"),
        ("鹭洲县2032年重点工作任务清单", "plan", "2032"),
        ("鹭洲县2031年工作总结及2032年工作安排", "report", "2032"),
        ("鹭洲县“十五五”规划实施情况中期评估报告", "report", ""),
        ("关于鹭洲县2031年预算执行情况和2032年预算草案的报告", "report", "2032"),
    ],
)
def test_kind_and_period_by_title(title: str, kind: str, period: str) -> None:
    found = metadata(title, "一、现状", BODY)
    assert (found.title, found.kind, found.period, found.district) == (title, kind, period, "鹭洲县")


def test_notice_in_the_box_of_a_site() -> None:
    found = metadata("标题：关于印发云岭县“十五五”交通运输发展规划的通知", "有效性：有效", "一、现状", BODY)
    assert (found.title, found.district) == ("云岭县“十五五”交通运输发展规划", "云岭县")


def test_functional_zone() -> None:
    found = metadata("岳阳经济技术开发区国民经济和社会发展第十四个五年规划纲要", "第一章 现状", BODY)
    assert (found.district, found.district_path[:2]) == ("岳阳经济技术开发区", ("湖南省", "岳阳市"))


def test_title_is_mended_of_blanks() -> None:
    assert metadata(f"宜章县{START} 第十四个 五年规划和二 〇 三五年{END}", "第一章 现状", BODY).title == (
        f"宜章县{START}{FIVE}二〇三五年{END}"
    )


def test_chinese_date() -> None:
    assert metadata("宜章县茶业发展规划", "二〇三二年十一月二十日", "一、现状", BODY).issued == "2032-11-20"


def test_period_in_the_title() -> None:
    assert metadata("宜章县茶业发展规划（2027—2032年）", "一、现状", BODY).period == "2027-2032"


def test_title_that_the_format_gives() -> None:
    source = Source(
        "a.html", "text/html", "0" * 64, (Element("paragraph", BODY),), title="宜章县茶业发展规划_宜章县政府网"
    )
    assert document_of(source).metadata.title == "宜章县茶业发展规划"


def test_a_text_that_says_nothing() -> None:
    assert metadata("风吹过茶园，水流过村庄。") == Metadata()


def test_title_with_the_name_of_the_website() -> None:
    found = metadata("宜章县人民政府关于印发宜章县茶业发展规划的通知-宜章县人民政府门户网站", "一、现状", BODY)
    assert (found.title, found.district) == ("宜章县茶业发展规划", "宜章县")


@pytest.mark.parametrize(
    ("speaker", "issuer"),
    [
        ("县长 林舟", "宜章县人民政府"),
        ("宜章县第九届人民政府县长 林舟", "宜章县人民政府"),
        ("自治区人民政府主席 林舟", "宜章县人民政府"),
    ],
)
def test_a_work_report_is_the_government_s(speaker: str, issuer: str) -> None:
    assert metadata("宜章县政府工作报告", speaker, "各位代表：", BODY).issuer == issuer


def test_a_zone_has_no_people_s_government() -> None:
    assert metadata("岳阳经济技术开发区政府工作报告", "各位代表：", BODY).issuer == ""


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "title", "district", "period"),
    [
        ("seeds/004", "", "上街区", ""),
        ("seeds/002", f"郑州市中原区{START}{FIVE}二〇三五年{END}", "中原区", "2021-2025"),
        (
            "seeds/003",
            f"驻马店经济开发区{START}{FIVE}2035年{END}",
            "驻马店经济开发区",
            "2021-2025",
        ),
        ("plans/beijing-15th", f"北京市{START}第十五个五年规划纲要", "北京市", "2026-2030"),
        ("reports/lixian-2022", "2022年蠡县政府工作报告", "蠡县", "2022"),
        ("reports/rongcheng-2020", "2020年容城县政府工作报告", "容城县", "2020"),
        ("reports/xushui-2019", "2019年徐水区政府工作报告", "徐水区", "2019"),
        ("more/qingyuan-2013", "2013年清苑县政府工作报告", "清苑县", "2013"),
        ("provinces/河南省-2026", "2026年河南省政府工作报告", "河南省", "2026"),
        ("provinces/宁夏回族自治区-2026", "2026年宁夏回族自治区政府工作报告", "宁夏回族自治区", "2026"),
    ],
)
def test_real_documents(shared: Path, file: str, title: str, district: str, period: str) -> None:
    found = read_text(shared / f"corpus/{file}.txt").metadata
    assert (found.title, found.district, found.period) == (title, district, period)


@pytest.mark.corpus
def test_county_reports_know_their_county(shared: Path) -> None:
    wrong = {
        path.name: found
        for path in sorted((shared / "corpus").glob("*/*-20??.txt"))
        if path.parent.name in ("reports", "more")
        and (found := read_text(path).metadata.district_path[:2]) != ("河北省", "保定市")
    }
    assert wrong == {}


SITE = "发布时间：2032-02-18 09:21 来源：县政府办 浏览次数：233"


def test_day_of_the_site_where_a_report_tells_no_year() -> None:
    found = metadata(
        "政府工作报告", "2019-10-12", SITE, "宜章县人民政府县长 林舟", "各位代表：", BODY, "一、今年工作安排", BODY
    )
    assert (found.title, found.period, found.issued) == ("2032年宜章县政府工作报告", "2032", "2032-02-18")


def test_year_of_the_title_before_the_day_of_the_site() -> None:
    found = metadata("2030年宜章县政府工作报告", SITE, "各位代表：", BODY)
    assert (found.period, found.issued) == ("2030", "")


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("宜章县青石镇2031年工作总结暨2032年工作计划", "report", "2032"),
        ("宜章县2031年国民经济和社会发展计划执行情况与2032年计划草案的报告", "report", "2032"),
        ("关于宜章县2031年上半年国民经济和社会发展计划执行情况的报告", "report", "2031"),
        ("宜章县2031年工作总结", "report", "2032"),
        ("宜章县2032年国民经济和社会发展计划草案的报告", "report", "2032"),
        ("宜章县2032年重点项目建设计划", "plan", "2032"),
        ("宜章县促进茶业发展三年行动计划（2031—2033年）", "plan", "2031-2033"),
    ],
)
def test_summary_of_a_year_is_a_report_whatever_it_plans(title: str, kind: str, period: str) -> None:
    found = metadata(title, "一、总体情况", BODY)
    assert (found.kind, found.period) == (kind, period)
