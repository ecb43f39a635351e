"""Testing: the behavioural scientist's test of the conditions, and the signature under it."""
