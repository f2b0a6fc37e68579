"""SKOS: thesauri of the Semantic Web, in Turtle and JSON-LD."""
