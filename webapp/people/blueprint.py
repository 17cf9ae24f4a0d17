"""Where the rooms of the people's pages hang up their addresses."""

from flask import Blueprint

pages = Blueprint("people", __name__, url_prefix="/people")
