"""One page or file from a web address, within limits of time and size, and never from a private network by surprise."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from extract.reading.source import UnreadableError

LIMIT = 100_000_000  # bytes
SECONDS = 60.0
_REDIRECTS = 5
_CHUNK = 65_536
_MOVED = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": "plankg",
    "Accept": "text/html,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, the media type and charset that its header names, the address in the end."""

    data: bytes
    media_type: str
    charset: str
    address: str


def is_address(text: str) -> bool:
    """Whether an input is a web address rather than a path."""
    return text.lower().startswith(("http://", "https://"))


def shown_address(address: str) -> str:
    """Return an address without user name, password and fragment, for messages and the document's name."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def fetch(address: str, *, allow_private: bool = False, limit: int = LIMIT, seconds: float = SECONDS) -> Fetched:
    """Get one page or file over http or https, directly (no proxy), following at most five redirects.

    An address that was public at first must stay public: a redirect into a private network (RFC 1918, loopback, link-local, …)
    is refused unless ``allow_private``. Each connection goes to the very IP address that was checked. ``limit`` is in bytes,
    also after unpacking; ``seconds`` bound everything together. Raises UnreadableError with one line that names the address.
    """
    name = shown_address(address)
    deadline = time.monotonic() + seconds
    try:
        return _followed(address, allow_private, limit, deadline)
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        late = time.monotonic() >= deadline
        reason = (
            f"no answer within {seconds:g} seconds" if late else f"cannot be fetched ({error or type(error).__name__})"
        )
        raise UnreadableError(f"{name}: {reason}; save the page to a file") from error


def _followed(address: str, allow_private: bool, limit: int, deadline: float) -> Fetched:
    private_too = allow_private
    for step in range(_REDIRECTS + 1):
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UnreadableError(f"redirects to {parts.scheme or 'no'} address, which is not fetched")
        resolved = _resolve(parts)
        private_too = private_too or (step == 0 and not resolved.is_public)
        if not private_too and not resolved.is_public:
            raise UnreadableError(
                f"redirects to the private address {parts.hostname}; refused unless you say --allow-private"
            )
        answer = _ask(parts, resolved.ip, limit, deadline)
        if isinstance(answer, Fetched):
            return answer
        address = urljoin(address, answer)
    raise UnreadableError(f"more than {_REDIRECTS} redirects; save the page to a file")


@dataclass(frozen=True, slots=True)
class _Resolved:
    ip: str
    is_public: bool


def _resolve(parts: SplitResult) -> _Resolved:
    """The first IP address of a host; public only if every one of them is."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = [str(info[4][0]) for info in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    return _Resolved(found[0], all(_is_public(ip) for ip in found))


def _is_public(ip: str) -> bool:
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def _ask(parts: SplitResult, ip: str, limit: int, deadline: float) -> Fetched | str:
    """Ask once; an answer, or the address of a redirect."""
    with _connected(parts, ip, deadline) as connection:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
        )
        connection.request("GET", path, headers=_HEADERS)
        response = connection.getresponse()
        if response.status in _MOVED and (location := response.getheader("Location")):
            return location
        if response.status != 200:
            raise UnreadableError(f"the server answers {response.status} {response.reason}; check the address")
        data = _unpacked(_body(response, limit, deadline), response.getheader("Content-Encoding", ""), limit)
        kind = Message()
        kind["Content-Type"] = response.getheader("Content-Type", "")
        return Fetched(
            data,
            kind.get_content_type() if kind["Content-Type"] else "",
            kind.get_content_charset() or "",
            urlunsplit(parts),
        )


_QUERY = "/%:@!$&'()*+,;=~-._?"


@contextmanager
def _connected(parts: SplitResult, ip: str, deadline: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to one IP address under the name of the host; cut off at the deadline, whatever the server does."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    left = max(deadline - time.monotonic(), 0.01)
    plain = socket.create_connection((ip, port), timeout=left)
    watch = threading.Timer(left, _cut, [plain])
    watch.daemon = True
    watch.start()
    try:
        connection = http.client.HTTPConnection(host, port, timeout=left)
        secure = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        watch.args = [connection.sock]
        if secure:
            connection.default_port = 443
        yield connection
        connection.close()
    finally:
        watch.cancel()
        plain.close()


def _cut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        connected.close()


def _body(response: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    announced = response.getheader("Content-Length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise UnreadableError(f"{int(announced):,} bytes are more than the limit of {limit:,}")
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            raise UnreadableError(f"more than the limit of {limit:,} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError("too slow")
    if time.monotonic() > deadline or (announced.isdecimal() and size < int(announced)):
        raise http.client.IncompleteRead(b"".join(parts))
    return b"".join(parts)


def _unpacked(data: bytes, encoding: str, limit: int) -> bytes:
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        return data
    unpacker = zlib.decompressobj(wbits=31)
    unpacked = unpacker.decompress(data, limit)
    if unpacker.unconsumed_tail:
        raise UnreadableError(f"unpacks to more than the limit of {limit:,} bytes")
    return unpacked
