"""What personal numbers and addresses look like in Czech texts, and the numbers that only look like them.

Every pattern reads each letter a bounded number of times.
"""

import re
from collections.abc import Iterator

from lifecycle.model.personal import PersonalData

Place = tuple[int, int, PersonalData]
"""Where a number or an address begins and ends, and what it is."""
_SPACE = "[ \u00a0\u2009\u202f]"
_GAP = rf"(?:{_SPACE}?[./–—-]{_SPACE}?|{_SPACE})"
_CLOSE = rf"(?:{_SPACE}|[.-])"
_EMAIL = re.compile(
    r"(?<![\w.%+'&-])[\w.%+'&-]{1,64}"
    r"(?:[ \u00a0]?@[ \u00a0]?|\s?[(\[]\s?(?:at|zavináč)\s?[)\]]\s?|[ \u00a0]zavináč[ \u00a0])"
    r"[\w-]{1,63}(?:(?:\.|[ \u00a0]tečka[ \u00a0])[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"(?<![\w+])(?:"
    rf"(?:\+|00){_GAP}?42[01][)]?{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{3}}"
    rf"|(?:\+|00){_CLOSE}?\d{{1,3}}(?:{_CLOSE}?[(]?\d[)]?){{6,12}}"
    rf"|(?:\(?420\)?{_GAP})?[2-9]\d{{2}}{_GAP}?(?:\d{{3}}{_GAP}?\d{{3}}|\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}})"
    rf"|[2-9]\d{_GAP}(?:\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}|\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{3}})"
    rf"|(?:(?<=tel. )|(?<=tel: )|(?<=tel.: )|(?<=mob. )|(?<=telefon )|(?<=mobil ))\d(?:{_CLOSE}?\d){{5,12}}"
    # More groups of three make a sum of money, unless they are the next telephone.
    rf")(?!\d|{_CLOSE}\d{{3}}(?!\d)(?!{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)))",
    re.IGNORECASE,
)
_BIRTH = re.compile(rf"(?<![\w/-])(\d{{2}})(\d{{2}})(\d{{2}})({_SPACE}?[/-]{_SPACE}?|{_SPACE})?(\d{{3,4}})(?![\w/-])")
_ACCOUNT = re.compile(
    rf"(?<![\w/-])(?:(\d{{1,6}})-)?(\d{{2,10}}){_SPACE}?/{_SPACE}?(\d{{4}})(?![\w/])"
    rf"|(?<!\w)CZ\d{{2}}(?:{_SPACE}?\d{{4}}){{5}}(?!\d)"
)
_BANKS = frozenset(
    re.findall(
        r"\d+",
        """
    0100 0300 0600 0710 0800 2010 2060 2070 2100 2200 2220 2250 2260 2275 2600 2700 3030 3050 3060 3500 4000 4300 5500
    5800 6000 6100 6200 6210 6300 6363 6700 6800 7910 7950 7960 7970 7990 8030 8040 8060 8090 8150 8190 8198 8200 8220
    8230 8240 8250 8255 8265 8270 8280 8293 8299 8500
    """,
    )
)
"""Codes of banks in the Czech Republic (Czech National Bank, Directory of payment system codes)."""
_BEFORE, _AFTER = 24, 14
"""Letters looked at before and behind a number."""
_CALLED = re.compile(
    r"(?:\b(?:tel|telefon\w{0,3}|mob|mobil\w{0,3}|volejte|t)\.?(?: č(?:\.|íslo))?(?: na)?:? ?)$", re.IGNORECASE
)
_PAID = re.compile(r"(?:účet|účtu|účtem|č\. ?ú\.|IBAN):? ?$", re.IGNORECASE)
_BORN = re.compile(r"(?:\br\. ?č\.|\brč\.?|rodné(?:ho|mu)? čísl[oau]|rodným číslem):? ?$", re.IGNORECASE)
_FILED = re.compile(
    r"(?:\b(?:parc|p|st)\. ?č\.|parcel\w{0,3}(?: č\.| číslo)?|č\. ?j\.|čj\.|sp\. ?zn\.|zn\.|\bDIČ|\bIČO?|jednací"
    r"|\bsmlouv\w{1,2}(?: č\.)?|\bfaktur\w{1,2}(?: č\.)?|\bLV(?: č\.)?):? ?$",
    re.IGNORECASE,
)
"""Numbers of plots, files, contracts and companies."""
_MONEY_BEFORE = re.compile(r"(?:Kč|CZK|EUR|€|částk\w{1,3}|ve výši|za cenu|celkem):? ?$", re.IGNORECASE)
_MONEY = re.compile(r",[-–—]|\s?(?:Kč|CZK|EUR|€|%|korun|tis|mil|obyvatel|osob)", re.IGNORECASE)
_ROUND = re.compile(r"000\D{0,3}000$")
_MONTHS = {month + shift for month in range(1, 13) for shift in (0, 20, 50, 70)}
"""Women's months count from 51; from 21 and 71 where the numbers of a day ran out (Act 133/2000 Sb., § 13)."""


def contacts(text: str) -> Iterator[Place]:
    """Addresses of e-mail, numbers of accounts and of telephones."""
    taken: list[tuple[int, int]] = [(one[0], one[1]) for one in births(text)]
    for what, found in (
        (PersonalData.email, (one for one in _EMAIL.finditer(text))),
        (PersonalData.account, (one for one in _ACCOUNT.finditer(text) if _is_account(text, one))),
    ):
        for one in found:
            taken.append(one.span())
            yield (*one.span(), what)
    covered = sorted(taken)
    at = 0
    for one in _PHONE.finditer(text):
        start, end = one.span()
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if not (at < len(covered) and covered[at][0] < end) and _is_phone(text, start, end):
            yield start, end, PersonalData.phone


def births(text: str) -> Iterator[Place]:
    """Birth numbers (rodné číslo, Act 133/2000 Sb., § 13): the day they begin with exists, the check of ten holds."""
    for one in _BIRTH.finditer(text):
        year, month, day, between, rest = one.groups()
        if int(month) not in _MONTHS or not 1 <= int(day) <= 31:
            continue
        before = _flat(text[max(0, one.start() - _BEFORE) : one.start()])
        slash = "/" in (between or "")
        stroke = slash or "-" in (between or "")
        remainder = int(year + month + day + rest[:3]) % 11 % 10 if len(rest) == 4 else -1
        holds = remainder == int(rest[3]) if len(rest) == 4 else slash and int(year) < 54
        # With a stroke it reads as one even if mistyped, unless a year follows as in the number of a file.
        reads = stroke and len(rest) == 4 and not rest.startswith(("19", "20"))
        if _BORN.search(before) or ((holds or reads) and not _FILED.search(before)):
            yield (*one.span(), PersonalData.birth_number)


def _is_account(text: str, one: re.Match[str]) -> bool:
    """Whether it is an account of a bank that exists rather than the number of a file with its year."""
    if one[2] is None:
        return True
    before = _flat(text[max(0, one.start() - _BEFORE) : one.start()])
    if one[3] not in _BANKS or _FILED.search(before):
        return False
    return _PAID.search(before) is not None or ((len(one[2]) >= 8 or bool(one[1])) and not one[3].startswith("20"))


def _is_phone(text: str, start: int, end: int) -> bool:
    """Whether what stands beside the number says that it is called, or nothing says that it is something else."""
    before, after = _flat(text[max(0, start - _BEFORE) : start]), text[end : end + _AFTER]
    if _CALLED.search(before):
        return True
    if _MONEY.match(after) or _MONEY_BEFORE.search(before) or _FILED.search(before):
        return False
    return text[start] == "+" or _ROUND.search(text[start:end]) is None


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
