"""The web site: pages over an archive, complete without JavaScript.

A view reads its parameters, asks the archive once, and renders. What stands in the URL is the whole state of a page.
"""

from webapp.app import create_app

__all__ = ["create_app"]
