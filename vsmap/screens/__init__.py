"""Whole screens of the editor."""
