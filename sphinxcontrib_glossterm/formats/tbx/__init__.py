"""TBX: termbases of translation tools (ISO 30042)."""
