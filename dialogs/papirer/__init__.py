"""Documents for people and archives, composed as blocks; bot/papir.py makes the PDF."""
