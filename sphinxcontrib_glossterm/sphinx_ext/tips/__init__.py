"""The definition on hover: what a tip shows, and the files that hold it."""
