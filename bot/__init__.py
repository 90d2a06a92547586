"""The process: everything that touches the outside."""
