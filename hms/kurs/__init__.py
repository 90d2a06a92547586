"""Courses: who has taken which, when, for how many hours, and which are planned."""
