"""Web addresses, served from this machine: charset, redirects, limits of size and time, private networks."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from extract.document import Document
from extract.reading import web
from extract.reading.inputs import Unreadable, documents, expand
from extract.reading.source import UnreadableError
from extract.reading.web import fetch, shown_address

PAGE = "<html><body><p>云溪县坚持绿色发展，二〇二五年投资三十亿元。</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own way."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        name = self.path.partition("?")[0].strip("/")
        getattr(self, f"answer_{name}", self.answer_missing)()

    def send(self, body, kind="text/html", **headers):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def move(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def answer_page(self):
        self.send(PAGE.encode("gb18030"), "text/html; charset=GB2312")

    def answer_plan(self):
        self.send("云溪县发展规划\n第一章 总则\n".encode(), "text/plain")

    def answer_packed(self):
        self.send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def answer_bomb(self):
        self.send(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    def answer_moved(self):
        self.move("/page")

    def answer_around(self):
        self.move("/around")

    def answer_elsewhere(self):
        self.move("file:///etc/hostname")

    def answer_inside(self):
        self.move(f"http://127.0.0.1:{self.server.server_address[1]}/page")

    def answer_endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 100_000)
        except OSError:
            pass

    def answer_slow(self):
        self.send_response(200)
        self.flush_headers()
        try:
            while True:
                self.wfile.write(b"X-A: b\r\n")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def answer_large(self):
        self.send(b"x", Content_Length=str(10**12))

    def answer_missing(self):
        self.send_error(404)


def served(host):
    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def site():
    server = served("127.0.0.1")
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["page", "moved", "packed"])
def test_a_page_becomes_a_document(site, path):
    (document,) = documents([f"{site}/{path}"])
    assert isinstance(document, Document)
    assert (document.name, document.media_type) == (f"{site}/{path}", "text/html")
    assert "二〇二五年投资三十亿元" in document.text


def test_the_media_type_of_the_header_tells_the_format(site):
    (document,) = documents([f"{site}/plan?id=3"])
    assert (document.name, document.media_type) == (f"{site}/plan?id=3", "text/plain")


def test_the_header_names_the_charset(site):
    fetched = fetch(f"{site}/page")
    assert (fetched.media_type, fetched.charset) == ("text/html", "gb2312")


def test_password_and_fragment_are_not_shown():
    assert shown_address("http://me:secret@example.org/a?b=1#c") == "http://example.org/a?b=1"
    assert [i.name for i in expand(["http://me:secret@example.org/a"])] == ["http://example.org/a"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing", "the server answers 404"),
        ("around", "more than 5 redirects"),
        ("elsewhere", "redirects to file address, which is not fetched"),
        ("large", "bytes are more than the limit"),
    ],
)
def test_what_cannot_be_fetched_is_named_with_the_reason(site, path, message):
    (result,) = documents([f"{site}/{path}"])
    assert isinstance(result, Unreadable)
    assert result.message.startswith(f"{site}/{path}: ")
    assert message in result.message


@pytest.mark.parametrize(("path", "limit"), [("endless", 1_000_000), ("bomb", 1_000_000)])
def test_an_answer_beyond_the_limit_is_cut_off(site, path, limit):
    with pytest.raises(UnreadableError, match=r"more than the limit of 1,000,000"):
        fetch(f"{site}/{path}", limit=limit)


@pytest.mark.parametrize("path", ["endless", "slow"])
def test_time_is_bounded_even_if_the_server_drips(site, path):
    begin = time.monotonic()
    with pytest.raises(UnreadableError, match=r"no answer within 0\.5 seconds"):
        fetch(f"{site}/{path}", seconds=0.5, limit=10**12)
    assert time.monotonic() - begin < 3


def test_a_host_that_does_not_answer_is_named():
    (result,) = documents(["http://127.0.0.1:9/x"])
    assert result.message.startswith("http://127.0.0.1:9/x: cannot be fetched")


@pytest.fixture
def public(monkeypatch):
    """A site at 127.0.0.2, which counts as public here; 127.0.0.1 stays private."""
    server = served("127.0.0.2")
    monkeypatch.setattr(web, "_is_public", lambda ip: ip == "127.0.0.2")
    inner = ThreadingHTTPServer(("127.0.0.1", server.server_address[1]), Handler)
    threading.Thread(target=inner.serve_forever, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_address[1]}"
    for each in (server, inner):
        each.shutdown()
        each.server_close()


def test_a_public_address_may_not_redirect_into_a_private_network(public):
    (result,) = documents([f"{public}/inside"])
    assert isinstance(result, Unreadable)
    assert "redirects to the private address 127.0.0.1; refused" in result.message


def test_unless_that_is_allowed(public):
    (result,) = documents([f"{public}/inside"], allow_private=True)
    assert isinstance(result, Document)


@pytest.mark.parametrize(
    ("ip", "is_public"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("224.0.0.1", False),
        ("100.64.0.1", False),
        ("1.1.1.1", True),
        ("2606:4700::1", True),
    ],
)
def test_which_addresses_are_public(ip, is_public):
    assert web._is_public(ip) is is_public
