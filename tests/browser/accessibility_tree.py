"""Print what assistive technology reads of a link and its tip, as JSON, through AT-SPI.

Run by the system's Python, which has ``pyatspi``, in a D-Bus session and on an X display::

    dbus-run-session -- xvfb-run -a /usr/bin/python3 accessibility_tree.py ADDRESS LABEL PROFILE

Firefox opens ADDRESS, and LABEL is the text of the link. Its ``aria-describedby`` is in the
*description*. The tip is read after the link was given the focus.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pyatspi

WAIT = 60
DEEPEST = 40


def find(node, matches, depth=0):
    """The first descendant for which *matches* is true, or ``None``."""
    try:
        if matches(node):
            return node
        children = [child for child in node if child is not None] if depth < DEEPEST else []
    except Exception:  # the element was removed while it was read
        return None
    found = (find(child, matches, depth + 1) for child in children)
    return next((node for node in found if node), None)


def in_firefox(matches):
    """The element in the window of Firefox, as soon as it is there."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        for application in pyatspi.Registry.getDesktop(0):
            ours = application and "irefox" in (application.name or "")
            if ours and (found := find(application, matches)):
                return found
        time.sleep(0.5)
    return None


def described(node):
    """Role, name and description."""
    return {"role": node.getRoleName(), "name": node.name, "description": node.description}


def main(address, label, profile):
    """Print the link, the tip, and the texts in the tip."""
    environment = {**os.environ, "GNOME_ACCESSIBILITY": "1"}
    command = ["firefox-esr", "--no-remote", "--profile", profile, address]
    browser = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        link = in_firefox(
            lambda node: node.getRoleName() == "link" and node.name == label and node.description
        )
        result = {"link": link and described(link)}
        if link:
            link.queryComponent().grabFocus()
            tip = in_firefox(lambda node: "id:glossterm-tip" in node.getAttributes())
            result["tip"] = tip and described(tip)
            result["links"] = tip and texts_of(tip)
    finally:
        browser.terminate()
    sys.stdout.write(json.dumps(result) + "\n")


def texts_of(tip):
    """The names of the links in the tip."""
    found = []
    waiting = [tip]
    while waiting:
        node = waiting.pop()
        if node.getRoleName() == "link":
            found.append(node.name)
        waiting += [child for child in node if child is not None]
    return sorted(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
