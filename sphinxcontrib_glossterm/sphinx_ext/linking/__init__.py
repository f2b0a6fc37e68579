"""Mentions and roles become links: decided when all is read, put in when pages are written."""
