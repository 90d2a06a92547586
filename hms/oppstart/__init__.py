"""Going live: what a kommune has from before, taken in from a file."""
