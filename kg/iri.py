"""The one place where IRIs are minted: readable, made of content, the same on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

BASE = "https://w3id.org/plankg/id/"
LONGEST = 80
_UNSAFE = re.compile(r"[^\w.~\-（）〇·“”‘’《》、，：；！？—]")
_DOTS = re.compile(r"\.{1,2}")
_NOT_IRI = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs")


def content_hash(*parts: str) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of ``parts``; equal only for the same parts in the same order."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mint(kind: str, *parts: str) -> str:
    """Return ``https://w3id.org/plankg/id/<kind>/<part>/…``.

    Parts are put into NFC; Chinese stays readable (RFC 3987), whatever an IRI segment may not hold is percent-encoded,
    so different parts never give one IRI. A part over 80 characters is cut and ends in a hash of the whole.
    Raises ValueError for an empty part.
    """
    return BASE + "/".join([kind, *map(_segment, parts)])


def _segment(part: str) -> str:
    name = unicodedata.normalize("NFC", part)
    if not name:
        raise ValueError("an IRI cannot be made of an empty name")
    if len(name) > LONGEST:
        name = f"{name[: LONGEST - 17]}-{content_hash(name)}"
    if _DOTS.fullmatch(name):
        return name.replace(".", "%2E")
    return "".join(_encoded(char) for char in name)


def _encoded(char: str) -> str:
    if _UNSAFE.match(char) or unicodedata.category(char) in _NOT_IRI:
        return quote(char.encode("utf-8", "surrogatepass"), safe="")
    return char
