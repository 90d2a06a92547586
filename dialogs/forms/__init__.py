"""The questions and the order they are asked in; one file per form."""
