"""How good the answers of a run are: one measure, one short function with its definition."""
