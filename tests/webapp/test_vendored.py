"""Files of others that the site serves are the ones that their makers published."""

import base64
import hashlib

from webapp import assets

VENDORED = assets.FOLDER / "vendor"


def test_vendored_files_are_what_the_manifest_says_and_nothing_else():
    lines = [line.split() for line in (VENDORED / "manifest.txt").read_text().splitlines()]
    stated = {path: digest for digest, path, *_ in lines}
    found = {
        path.relative_to(VENDORED).as_posix(): "sha384-"
        + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        for path in VENDORED.rglob("*.*")
        if path.suffix in {".css", ".js"}
    }
    assert found == stated


def test_every_vendored_folder_holds_its_licence():
    folders = [path for path in VENDORED.iterdir() if path.is_dir()]
    assert all((folder / "LICENSE.md").read_text().startswith("MIT License") for folder in folders)
    assert folders
