"""`python -m webapp CONFIG` as a process of its own."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from webapp.__main__ import main

WAIT_S = 60


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text('[web]\nport = 0\n[[sources]]\nname = "h"\nkind = "feed"\nurl = "https://harbour.example/rss"\n')
    return path


def test_the_site_serves_until_it_is_told_to_stop(config: Path):
    command = [sys.executable, "-W", "ignore", "-m", "webapp", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as site:
        try:
            address = re.search(r"the site is at (\S+)", site.stderr.readline()).group(1)
            with urllib.request.urlopen(f"{address}health", timeout=WAIT_S) as answer:
                assert json.load(answer)["status"] == "ok"
                assert "server" not in answer.headers
            site.send_signal(signal.SIGTERM)
            assert site.wait(WAIT_S) == 0
            assert site.stderr.read() == ""
        finally:
            site.kill()


def test_settings_that_cannot_be_read_end_with_a_sentence(config: Path, capsys):
    config.write_text("[web]\nprot = 8600\n")
    assert main(config) == 2
    assert "unknown key “prot”" in capsys.readouterr().err


def test_a_port_that_is_taken_ends_with_a_sentence(config: Path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        config.write_text(config.read_text().replace("port = 0", f"port = {port}"))
        assert main(config) == 1
    said = capsys.readouterr().err
    assert said.startswith("onrecord: The site can't listen: Address already in use")
    assert str(port) in said
