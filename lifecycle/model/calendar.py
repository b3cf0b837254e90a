"""Civil days: reading them as Czech clerks write them. It knows no clock."""

import datetime as dt
import re

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_CZECH = re.compile(r"^(\d{1,2})\.[\s\u00a0]*(\d{1,2})\.[\s\u00a0]*(\d{4})$")


def read_day(text: str) -> dt.date:
    """The day of `2015-07-01`, `1.7.2015` or `1. 7. 2015`; ValueError for anything else."""
    text = text.strip()
    if found := _ISO.match(text):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _CZECH.match(text):
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    raise ValueError(text)


def days_after(day: dt.date, count: int) -> dt.date:
    """The day `count` days after `day` (the day itself is not counted, §605 of the Civil Code)."""
    return day + dt.timedelta(days=count)
