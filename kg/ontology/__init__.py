"""The one door to ``ontologies/``: words, terms, and the catalogue of known actors."""
