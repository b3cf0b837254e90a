"""The colours of a chart's series: the shipped ones, or the town's own colour first and of the others those unlike it.

What a series is, its hatch and its name tell; a bar's white edge parts it from its neighbour whatever their colours.
"""

from functools import lru_cache

from lifecycle.documents.livery import ACCENT, contrast

SHIPPED = (ACCENT, "D55E00", "00795C", "8A4F9E", "8F5A0A", "5F6B76")
_LEAST = 3.0
"""The least contrast of what a picture shows (EN 301 549, 10.1.4.11; WCAG 2.1, 1.4.11)."""


@lru_cache(maxsize=8)
def fills(colour: str) -> tuple[str, ...]:
    """The colours of the series, each of them seen on white; `colour` is the town's, empty for none.

    The shipped colour most like it gives way to it; the second series is the one that stands out from the first.
    """
    if not colour or colour == ACCENT:
        return SHIPPED
    own = colour
    while contrast(own) < _LEAST:
        own = "".join(f"{channel * 9 // 10:02X}" for channel in bytes.fromhex(own))
    alike = min(SHIPPED, key=lambda shipped: _apart(own, shipped))
    others = [shipped for shipped in SHIPPED if shipped != alike]
    second = max(others, key=lambda shipped: contrast(own, shipped))
    return (own, second, *(shipped for shipped in others if shipped != second))


def _apart(one: str, other: str) -> int:
    """How far two colours lie from each other."""
    return sum(abs(a - b) ** 2 for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))
