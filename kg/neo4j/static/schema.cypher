// Constraints and indexes. Run once after the import: cypher-shell -f schema.cypher
CREATE CONSTRAINT thing_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE;
CREATE INDEX district_name IF NOT EXISTS FOR (n:District) ON (n.name);
CREATE INDEX park_name IF NOT EXISTS FOR (n:Park) ON (n.name);
CREATE INDEX industry_name IF NOT EXISTS FOR (n:Industry) ON (n.name);
CREATE INDEX enterprise_name IF NOT EXISTS FOR (n:Enterprise) ON (n.name);
CREATE INDEX project_name IF NOT EXISTS FOR (n:Project) ON (n.name);
CREATE INDEX plan_name IF NOT EXISTS FOR (n:Plan) ON (n.name);
CREATE INDEX indicator_name IF NOT EXISTS FOR (n:Indicator) ON (n.name);
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:District|Park|Industry|Enterprise|Project|Plan|Goal|Indicator)
  ON EACH [n.name, n.aliases] OPTIONS { indexConfig: { `fulltext.analyzer`: 'cjk' } };
