"""Cleans a post before it is tokenised. The service has the same rules; golden.jsonl holds the two together."""

import html
import re
import unicodedata

_UNUSABLE = re.compile("[\ud800-\udfff\ufffd\x00]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STYLED = re.compile(
    "[\U0001d400-\U0001d7ff\uff01-\uff5e\u2102\u210a-\u210e\u2110-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d"
    "\u212f-\u2131\u2133\u2134\U0001f130-\U0001f149]|[\u24b6-\u24e9](?!\ufe0f)"
)
"""Letters and digits in fancy dress: mathematical, full-width, circled (but not the metro's emoji) and squared."""
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_SPACES = re.compile("[\x00-\x20\x7f-\xa0\u115f\u1160\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0]+")
"""White space, control characters, and letters that look like nothing (fillers, the blank of Braille)."""

_DOMAINS = "com|org|net|fr|eu|uk|ch"
_WITH_PATH = f"{_DOMAINS}|be|ca|co|de|es|it|lu|io|ly|gl|me|to|tv|us|aero|app|dev|info|link|page|site|social|news"
_OF_HANDLES = f"{_DOMAINS}|io|app|dev|aero|social|blog"
_LINK = re.compile(
    r"(?:https?://|www\.)[^ ]+"
    rf"|(?<![A-Za-z0-9\u00c0-\u024f@_./\-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+"
    rf"(?:(?:{_WITH_PATH})/[^ ]*|(?:{_DOMAINS})(?![A-Za-z0-9@_-]|\.[A-Za-z0-9]))",
    re.IGNORECASE | re.ASCII,
)
_HANDLE = re.compile(
    r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9_]\.)@(?:"
    r"[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    rf"|[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.(?:{_OF_HANDLES})(?![A-Za-z0-9_-])"
    r"|[A-Za-z0-9_]+)",
    re.IGNORECASE | re.ASCII,
)
"""Twitter's `@name`, Mastodon's `@name@server`, Bluesky's `@name.domain`."""
_SPECIAL = re.compile("<(?=/?(?:s|pad|unk|mask)>)")
"""Names that the tokenizer keeps for itself."""

_ATTRIBUTION = re.compile(r"(?:^|(?<= ))(?:RT|MT|via|cc) ?:? ?(?=@user)", re.IGNORECASE | re.ASCII)
"""What stands before a handle to say whose words follow."""
_MASKS = re.compile(r"(?<![A-Za-z0-9_])(?:http|@user)(?![A-Za-z0-9_])")
_EMOJI = re.compile("[\u231a-\u23ff\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]")
_EMOTICON = re.compile(r"(?<!\S)(?:[:;=8xX]['’]?-?[()\[\]|/\\*<>3DPpOo]+|[()]-?[:;=]|<3+|\^_*\^|[-—]_+[-—])(?!\S)")
_NO_LETTERS = "ªº\u0640"
"""Signs that Unicode counts as letters, and that only stand between others."""

LINK, HANDLE = "http", "@user"


def normalise(text: str) -> str:
    """The post as the tokenizer gets it.

    Order: unusable characters out, HTML entities decoded once, styled letters as plain ones, NFC, invisible characters
    out, one plain space between words, links as `http`, handles as `@user`, names of the tokenizer's own pieces broken
    up.
    """
    text = _UNUSABLE.sub("", text)
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = _STYLED.sub(lambda match: unicodedata.normalize("NFKC", match.group()), _UNUSABLE.sub("", text))
    text = _single_spaces(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    text = _HANDLE.sub(HANDLE, _LINK.sub(LINK, text))
    return _single_spaces(_SPECIAL.sub("< ", text))


def is_empty(normalised: str) -> bool:
    """True when there is nothing to read: no word, emoji or emoticon but links, handles and whom a post was taken from.

    Such a post gets no verdict.
    """
    rest = _MASKS.sub(" ", _ATTRIBUTION.sub("", normalised))
    letters = (sign for sign in rest if sign not in _NO_LETTERS and unicodedata.category(sign)[0] == "L")
    return not (any(letters) or _EMOJI.search(rest) or _EMOTICON.search(rest))


def _single_spaces(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")
