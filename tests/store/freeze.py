"""Freezes a small office and its export as today's format writes them: `python -m tests.store.freeze`.

Until a release the files of its format may be frozen again, where a kind changed so that they cannot be read; after
the release they stay as they are.
"""

import contextlib
import datetime as dt
import io
import lzma
import sqlite3
import tempfile
from pathlib import Path

from lifecycle.cli.doorman import obey
from lifecycle.cli.root import root
from lifecycle.model.history import FORMAT

FORMATS = Path(__file__).parent / "formats"
PLAN = "dacice-2015"
DAY = dt.date(2015, 1, 15)
SHEETS = {
    "groups": "key,name,kind\nSEN,Senioři,working\nDET,Rodiny s dětmi,working\n",
    "people": "name,group,side,organisation,email\nJana Nováková,SEN,user,Dačice,jana@example.cz\n",
    "meetings": "key,group,kind,date,place\nJ1,SEN,meeting,2015-01-12,Dačice\n",
    "attendance": "meeting,name,side,organisation\nJ1,Petr Starý,public,Slavonice\n",
    "findings": "key,kind,title,text,source,date\nF1,survey,Anketa,Chybí terénní péče.,dotazník,2014-11-03\n",
    "priorities": "code,title,evidence\n1,Udržení služeb,F1\n",
    "measures": (
        "code,title,description,kind,responsible,starts,ends,evidence\n"
        "1.1,Pečovatelská služba,Terénní péče v obcích.,keep,město Dačice,2015-01-01,2017-12-31,F1\n"
    ),
    "budget": "code,year,source,amount_czk\n1.1,2015,municipality,120000\n1.1,2016,region,80000\n",
    "indicators": "code,name,unit,baseline,target,year\n1.1,Klienti,osoby,40,55.5,2017\n",
    "texts": "section,text\nintroduction,Úvodní slovo starosty.\n",
    "submissions": (
        "key,received,channel,submitter,submitter_kind,item,text\n"
        "P1,2015-01-13,mail,Karel Veselý,citizen,measure:1.1,Prosím i víkendy.\n"
    ),
}


def _do(*words: str) -> None:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = obey(root, ["--lang", "cs", *words], today=DAY)
    assert code == 0, told.getvalue()


def freeze() -> None:
    """`formats/N.db.xz` and `formats/N.export.zip` hold an office of today's format and what it gave out."""
    with tempfile.TemporaryDirectory() as folder:
        office, papers = Path(folder) / "office", Path(folder)
        territory = papers / "obce.csv"
        territory.write_text("code,name,seat\n546127,Dačice,yes\n547166,Slavonice,\n", encoding="utf-8")
        _do("init", str(office), "--sandbox")
        here = ("--office", str(office), "--on", DAY.isoformat())
        years = ("--from", "2015", "--to", "2017")
        _do(*here, "plan", "create", PLAN, "--title", "Plán 2015", "--territory", str(territory), *years)
        for kind, rows in SHEETS.items():
            sheet = papers / f"{kind}.csv"
            sheet.write_text(rows, encoding="utf-8")
            _do(*here, "record", kind, str(sheet))
        fewer = papers / "rozpočet.csv"
        fewer.write_text(SHEETS["budget"].rpartition("1.1,")[0], encoding="utf-8")
        _do(*here, "record", "budget", str(fewer), "--replace")
        export = FORMATS / f"{FORMAT}.export.zip"
        export.unlink(missing_ok=True)
        FORMATS.mkdir(exist_ok=True)
        _do(*here, "history", "export", "-o", str(export))
        with contextlib.closing(sqlite3.connect(office / "office.db")) as connection:
            connection.execute("vacuum")
            connection.execute("pragma journal_mode = delete")
        (FORMATS / f"{FORMAT}.db.xz").write_bytes(lzma.compress((office / "office.db").read_bytes()))


if __name__ == "__main__":
    freeze()
