"""A knowledge-graph builder for geopolitical actors: who did what to whom, and who said so."""
