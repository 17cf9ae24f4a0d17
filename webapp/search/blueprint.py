"""Where the rooms of the search page hang up their addresses."""

from flask import Blueprint

pages = Blueprint("search", __name__)
