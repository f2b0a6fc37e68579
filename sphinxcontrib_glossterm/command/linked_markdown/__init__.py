"""The Markdown sources of a project with links: ``glossterm export --to markdown``.

The mentions are those of the HTML build. :mod:`.places` finds them in the source of a page,
:mod:`.changes` has the forms of a link, and :mod:`.verify` checks by parsing that a page has the
links and is otherwise unchanged.
"""
