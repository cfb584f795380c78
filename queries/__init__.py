"""Questions as SPARQL files."""
