"""Certificates are always verified, against the name that was asked for."""

import shutil
import ssl
import subprocess

import pytest

from indexer.errors import ConfigError

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificate with openssl")


@pytest.fixture
def certificate(tmp_path):
    """A key and a self-signed certificate for news.example."""
    path = tmp_path / "news.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -addext"
    names = ["subjectAltName=DNS:news.example", "-keyout", str(path), "-out", str(tmp_path / "cert.pem")]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    return path


@pytest.fixture
def tls_site(site, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site.wrap = lambda sock: context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
    return site


def fetcher_of(fetcher_for, name, port, **settings):
    return fetcher_for(allow=(f"{name}:{port}",), resolve=lambda name, port: ["127.0.0.1"], **settings)


@needs_openssl
def test_a_certificate_nobody_vouches_for_is_refused(tls_site, fetcher_for, failure):
    port = tls_site.place.rpartition(":")[2]
    kind, message = failure(fetcher_of(fetcher_for, "news.example", port), f"https://news.example:{port}/")
    assert kind == "tls"
    assert "self-signed certificate" in message
    assert tls_site.requests == []


@needs_openssl
def test_a_certificate_of_the_ca_file_is_trusted_for_its_own_name_only(tls_site, fetcher_for, certificate, failure):
    port = tls_site.place.rpartition(":")[2]
    tls_site.put("/story", b"Text")
    fetcher = fetcher_of(fetcher_for, "news.example", port, ca_file=str(certificate))
    assert fetcher.get(f"https://news.example:{port}/story").body == b"Text"
    stranger = fetcher_of(fetcher_for, "other.example", port, ca_file=str(certificate))
    assert failure(stranger, f"https://other.example:{port}/story")[0] == "tls"


def test_a_port_that_speaks_no_tls_is_named(site, fetcher, failure):
    def greet(plain):
        plain.sendall(b"220 mail.example at your service\r\n")
        return plain

    site.wrap = greet
    kind, message = failure(fetcher, f"https://{site.place}/")
    assert kind == "tls"
    assert message.startswith(f"{site.place} speaks no TLS that we understand (")


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_ca_file_that_holds_none_is_named(fetcher_for, tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigError, match=r"ca.pem cannot be read: .* It has to hold PEM certificates\.$"):
        fetcher_for(ca_file=str(path))
