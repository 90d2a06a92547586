"""Attachments: what they are, where they come from, and whom they belong to."""
