"""Bytes to text: which encoding a file is really in, whatever it says of itself."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from extract.reading.source import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE = {"gb2312", "gbk", "gb18030", "cp936", "ms936", "x-gbk", "hz"}
_SAMPLE = 200_000
_TOLERATED = 0.001  # bad bytes per byte in what is otherwise one encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without a byte order mark, the codec that read it, and how many characters could not be read (U+FFFD)."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """Decode a text file or web page.

    ``declared`` is the charset a header or meta tag names; it is believed only where the bytes agree. GB2312 and GBK are
    read as GB18030, their superset (GB 18030-2022). Raises UnreadableError for bytes that are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    decoded = _strict(data, "utf-8") or _declared(data, declared) or _nearly(data, "utf-8")
    decoded = decoded or _wide(data) or _strict(data, "gb18030") or _nearly(data, "gb18030") or _detected(data)
    if decoded is None or "\0" in decoded.text[:_SAMPLE]:
        raise UnreadableError(f"{name}: the bytes are no text in any known encoding; save the file as UTF-8 text")
    return decoded


def _declared(data: bytes, declared: str) -> Decoded | None:
    label = declared.strip().strip("\"'").lower()
    if not label or label in {"utf-8", "utf8"}:
        return None
    encoding = "gb18030" if label in _CHINESE else label
    return _strict(data, encoding) or (_nearly(data, encoding) if encoding == "gb18030" else None)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError):
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _nearly(data: bytes, encoding: str) -> Decoded | None:
    sample = data[:_SAMPLE].decode(encoding, "replace")
    if sample.count("\ufffd") > 2 + _TOLERATED * len(data[:_SAMPLE]):
        return None
    decoded = _replaced(data, encoding)
    readable = any(ord(char) > 127 and char != "\ufffd" for char in sample)
    return decoded if readable and decoded.damaged <= 2 + _TOLERATED * len(data) else None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: zero bytes on one side only, and the result reads as text."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even + odd or min(even, odd) * 10 > max(even, odd):
        return None
    decoded = _strict(data, "utf-16-be" if even > odd else "utf-16-le")
    return decoded if decoded and _is_prose(decoded.text[:_SAMPLE]) else None


def _is_prose(text: str) -> bool:
    common = sum("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" or "\t" <= char <= "~" for char in text)
    return common >= 0.9 * len(text)


def _detected(data: bytes) -> Decoded | None:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    encoding = "gb18030" if best.encoding in _CHINESE else best.encoding
    decoded = _replaced(data, encoding)
    return decoded if decoded.damaged <= 2 + _TOLERATED * len(data) else None
