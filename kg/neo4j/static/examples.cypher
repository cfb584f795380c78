// 核心板块→产业→企业，以及每一步的原文 / Core area, industry, enterprise, with the sentences of each hop
MATCH (park:Park)-[d:DEVELOPS]->(industry:Industry)<-[o:OPERATES_IN]-(enterprise:Enterprise)
RETURN park.name, industry.name, enterprise.name, d.sentences, o.sentences
ORDER BY park.name, industry.name, enterprise.name LIMIT 50;

// 某指标的实际值与目标值 / Actual and target values of an indicator
MATCH (indicator:Indicator)<-[:INDICATOR]-(value:Observation)
OPTIONAL MATCH (value)-[:DISTRICT]->(district)
RETURN indicator.name, district.name, value.period, value.kind, value.comparator, value.value, value.unit
ORDER BY indicator.name, value.period LIMIT 50;

// 规划的目标及其出处 / Goals of plans and where they stand
MATCH (plan:Plan)-[:HAS_GOAL]->(goal:Goal)-[source:DERIVED_FROM]->(passage:Passage)-[:IN_DOCUMENT]->(document:Document)
RETURN plan.name, goal.name, passage.section, document.name, source.rule, source.confidence
ORDER BY plan.name, goal.name LIMIT 50;

// 项目的投资、承担者和地点 / Investment, builder and place of projects
MATCH (project:Project)-[:MEASURE]->(size:Measure {aspect: 'investment'})
OPTIONAL MATCH (project)-[:UNDERTAKEN_BY]->(enterprise:Enterprise)
OPTIONAL MATCH (project)-[:LOCATED_IN]->(place)
WITH project, size, collect(DISTINCT enterprise.name) AS enterprises, collect(DISTINCT place.name) AS places
RETURN project.name, size.value, size.unit, enterprises, places
ORDER BY size.normalizedValue DESC LIMIT 50;

// 按名称（含别名）查找 / Find by name or other name
CALL db.index.fulltext.queryNodes('names', '产业园') YIELD node, score
RETURN labels(node), node.name, node.aliases, score LIMIT 20;

// 一个事物被提到的句子 / The sentences that mention a thing
MATCH (thing:Thing)-[:MENTIONED_IN]->(passage:Passage)
RETURN thing.name, count(passage) AS sentences, collect(passage.text)[..3]
ORDER BY sentences DESC, thing.name LIMIT 20;

// 只由置信度不足 0.6 的规则得出的关系 / Relations that rest on low confidence
MATCH (subject:Thing)-[r]->(object:Thing) WHERE r.statement IS NOT NULL AND r.confidence < 0.6
RETURN subject.name, type(r), object.name, r.confidence, r.rule, r.sentences
ORDER BY r.confidence, subject.name LIMIT 50;
