"""Small requests that somebody has to answer: training (5.0-4), and a chemical that is new in the unit (6.3.7-1)."""
