"""A graph whose every text tries to become a script."""

from __future__ import annotations

from invented import ID, Build

from kg.pages.numbers import SIGNS

ATTACKS = (
    "<script>window.PWN=1</script>区",
    "</script><script>window.PWN=1</script>园",
    '"><img src=x onerror="window.PWN=1">业',
    "href=javascript:window.PWN=1 司",
    "'><svg onload=window.PWN=1>项目",
    '{{ 7*7 }}{% raw %}<a href="javascript:window.PWN=1">click</a>',
    "<!--<script>目标-->&lt;b&gt;&amp;",
    "]]></style><code>window.PWN=1</code>\u2028指标",
)


def hostile() -> Build:
    """Every class, relation, figure and text of the graph carries an attack."""
    district, park, industry, firm, project, plan, goal, indicator = ATTACKS
    text = "第一章 " + district + "\n" + "。".join(ATTACKS) + "。\n" + "\t".join(ATTACKS) + "\n"
    doc = "evil"
    sentence = text.split("\n")[1]
    b = Build()
    b.document(doc, ATTACKS[2] + ".txt", text, [(0, " / ".join(ATTACKS[:2]))])
    d, p, i = (
        b.thing("District", district, *ATTACKS, doc=doc),
        b.thing("Park", park, doc=doc),
        b.thing("Industry", industry, doc=doc),
    )
    f, j, s = b.thing("Enterprise", firm, doc=doc), b.thing("Project", project, doc=doc), b.thing("Plan", plan, doc=doc)
    for one, predicate, other in (
        (p, "develops", i), (f, "operatesIn", i), (p, "locatedIn", d), (j, "locatedIn", p), (j, "undertakenBy", f),
        (j, "inIndustry", i), (s, "covers", d), (f, "locatedIn", d), (d, "develops", i), (j, "locatedIn", d),
    ):  # fmt: skip
        b.state(one, predicate, other, doc, sentence, rule=ATTACKS[0])
    b.goal(s, goal, doc, sentence)
    x = b.thing("Indicator", indicator, doc=doc)
    b.state(s, "hasIndicator", x, doc, sentence)
    for at, sign in enumerate(SIGNS):
        b.observe(
            x,
            d,
            doc,
            sentence,
            value=str(at + 1),
            unit=ATTACKS[0],
            period=str(2020 + at),
            comparator=sign,
            kind=["actual", ATTACKS[1]][at % 2],
        )
    b.measure(j, "investment", "3", ATTACKS[4], doc, sentence)
    assert ID in d
    return b
