"""The verneombud's own tracks: the right to stop work (aml § 6-3), and the right to an answer (aml § 6-2)."""
