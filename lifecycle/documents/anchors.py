"""How an item of a plan is named inside an issued file: the tag of its content control and the name of its bookmark.

Both formats reach outsiders' files and never change. A name too long for its place becomes a digest, which a reader
resolves among the items of the edition it reads.
"""

import re
from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256

TAG_LIMIT = 60
"""Word keeps 64 characters of a tag; four stay free for a mark after `;`, which no item contains."""
BOOKMARK_LIMIT = 40
"""Word's longest bookmark name; case does not tell two bookmarks apart."""

_TAG = "pl:"
_TAG_DIGEST = "pl:#"
_BOOKMARK = "pl_"
_BOOKMARK_DIGEST = "plx_"
_UNFIT = re.compile("[%;\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|^[# ]|(?<= ) | $")
"""What an XML attribute or an editor may lose, and what the format itself uses."""
_SHORT = {"_": "u", ":": "k", ".": "p", "-": "h", " ": "s", "/": "v"}
_LONG = {letter: sign for sign, letter in _SHORT.items()}
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def tag_of(item: str) -> str:
    """The `w:tag` of the item's content control: `pl:` and the item, at most 60 UTF-16 units."""
    tag = _TAG + _UNFIT.sub(lambda match: f"%{ord(match[0]):06x}", item)
    if _utf16(tag) <= TAG_LIMIT:
        return tag
    return _TAG_DIGEST + sha256(_bytes(item)).hexdigest()[: TAG_LIMIT - len(_TAG_DIGEST)]


def item_of_tag(tag: str, among: Iterable[str] = ()) -> str | None:
    """The item whose tag is `tag`; a digest is looked up `among` items. None for tags that are not ours."""
    if tag.startswith(_TAG_DIGEST):
        return next((item for item in among if tag_of(item) == tag), None)
    if not tag.startswith(_TAG):
        return None
    try:
        item = re.sub("%([0-9a-f]{6})", lambda match: chr(int(match[1], 16)), tag[len(_TAG) :])
    except ValueError:
        return None
    return item if tag_of(item) == tag else None


def bookmark_of(item: str) -> str:
    """The name of the item's point bookmark: at most 40 of `[a-z0-9_]`, different also where case is lost."""
    name = _BOOKMARK + "".join(_sign(sign) for sign in item)
    if len(name) <= BOOKMARK_LIMIT:
        return name
    digest = b32encode(sha256(_bytes(item)).digest()).decode("ascii").lower()
    return _BOOKMARK_DIGEST + digest[: BOOKMARK_LIMIT - len(_BOOKMARK_DIGEST)]


def item_of_bookmark(name: str, among: Iterable[str] = ()) -> str | None:
    """The item whose bookmark is `name` in any case; a digest is looked up `among` items. None for others' names."""
    name = name.lower()
    if name.startswith(_BOOKMARK_DIGEST):
        return next((item for item in among if bookmark_of(item) == name), None)
    if not name.startswith(_BOOKMARK):
        return None
    raw = re.sub("_([0-9a-f]{2})|_([ukphsv])|(.)", _read, name[len(_BOOKMARK) :], flags=re.DOTALL)
    try:
        item = raw.encode("latin-1").decode("utf-8", "surrogatepass")
    except UnicodeError:
        return None
    return item if bookmark_of(item) == name else None


def _sign(sign: str) -> str:
    """One character of an item as it stands in a bookmark's name."""
    if sign in _PLAIN:
        return sign
    if sign in _SHORT:
        return "_" + _SHORT[sign]
    return "".join(f"_{byte:02x}" for byte in _bytes(sign))


def _read(match: re.Match[str]) -> str:
    byte, short, plain = match.groups()
    if byte:
        return chr(int(byte, 16))
    return _LONG[short] if short else str(plain)


def _bytes(item: str) -> bytes:
    return item.encode("utf-8", "surrogatepass")


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
