"""The årshjul: which duty falls on whom, when, and what is said about it."""
