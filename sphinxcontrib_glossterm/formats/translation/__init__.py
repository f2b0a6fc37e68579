"""Glossaries of translation services: Weblate, Crowdin, DeepL."""
