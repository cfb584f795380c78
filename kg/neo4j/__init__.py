"""The graph as files for Neo4j's bulk import."""

from kg.neo4j.export import write_neo4j

__all__ = ["write_neo4j"]
