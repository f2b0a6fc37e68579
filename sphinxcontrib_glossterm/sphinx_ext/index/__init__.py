"""The index of terms, and what belongs to what: views of a glossary as readers see them."""
