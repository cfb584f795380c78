"""The vocabulary: OWL ontology, SHACL shapes and SKOS vocabularies. Imports rdflib only."""
