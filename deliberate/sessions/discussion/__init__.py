"""Discussion: a short list from the reveal, an order by lot, an outcome for each item."""
