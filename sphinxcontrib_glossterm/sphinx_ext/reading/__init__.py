"""From a page that was read to what the domain keeps of it."""
