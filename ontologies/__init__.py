"""Words, relations, actors and shapes: data, read through kg.ontology."""
