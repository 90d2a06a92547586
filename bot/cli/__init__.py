"""The `varde` command; one file per subcommand."""
