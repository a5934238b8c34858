"""Cleans a post before it is tokenised. The service has the same rules; golden.jsonl holds the two together."""

import html
import re
import unicodedata

_UNUSABLE = re.compile("[\ud800-\udfff\ufffd\x00]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_LINK = re.compile(r"(?:https?://|www\.)[^ ]+", re.IGNORECASE | re.ASCII)
_HANDLE = re.compile(r"(?<![A-Za-z0-9_.])@[A-Za-z0-9_]+")

LINK, HANDLE = "http", "@user"


def normalise(text: str) -> str:
    """The post as the tokenizer gets it.

    Order: unusable characters out, HTML entities decoded once, NFC, invisible characters out, one plain space
    between words, links as `http`, handles as `@user`.
    """
    text = _UNUSABLE.sub("", text)
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = unicodedata.normalize("NFC", _UNUSABLE.sub("", text))
    text = _single_spaces(_INVISIBLE.sub("", text))
    text = _HANDLE.sub(HANDLE, _LINK.sub(LINK, text))
    return _single_spaces(text)


def is_empty(normalised: str) -> bool:
    """True when nothing but links and handles is left: such a post gets no verdict."""
    return all(word in (LINK, HANDLE) for word in normalised.split(" ") if word)


def _single_spaces(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")
