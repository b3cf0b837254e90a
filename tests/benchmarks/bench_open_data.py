"""Reading open data as a ratio to the bare reading library on the same file: the register of providers and the census.

python tests/benchmarks/bench_open_data.py [MEGABYTES]
"""

import csv
import json
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOWN = "546127"
ROUNDS = 3
COMMON = """
import resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
start = time.perf_counter()
{work}
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
OURS = """
import datetime as dt
from lifecycle.intake.{file} import {file}
start = time.perf_counter()
found = {file}(path, towns={{"546127": "Dačice"}}, {arguments}, day=dt.date(2025, 3, 3))
assert found.rows and not found.faults
"""
WORK = {
    "register": (
        "import ijson\nwith path.open('rb') as s: sum(1 for _ in ijson.items(s, 'polozky.item'))",
        OURS.format(file="register", arguments="recorded={}"),
    ),
    "census": (
        "import csv\nwith path.open(newline='') as s: sum(1 for _ in csv.reader(s))",
        OURS.format(file="census", arguments="year=None"),
    ),
}


def a_register(path: Path, megabytes: int) -> None:
    """Services with thirty facilities each, one in a hundred of them in the town."""
    size = number = 0
    with path.open("w", encoding="utf-8") as stream:
        size += stream.write('{"polozky":[')
        while size < megabytes * 1_000_000:
            number += 1
            towns = [TOWN if number % 100 == 0 else "555555", *(str(560_000 + at) for at in range(29))]
            size += stream.write(
                (",\n" if number > 1 else "") + json.dumps(_service(number, towns), ensure_ascii=False)
            )
        stream.write("]}")


def _service(number: int, towns: list[str]) -> dict[str, object]:
    facilities = [
        {
            "nazev": f"Zařízení {number}-{at}",
            "poskytujeOd": "2007-01-01",
            "poskytujeDo": None,
            "adresa": {"psc": "38001", "obec": {"id": f"Obec/{town}"}, "ulice": {"nazev": "Nemocniční"}},
        }
        for at, town in enumerate(towns)
    ]
    return {
        "identifikator": str(1_000_000 + number),
        "datumPoskytovaniOd": "2007-01-01",
        "druhSocialniSluzby": {"id": "DruhSocialniSluzby/4"},
        "zarizeni": facilities,
        "poskytovatel": {"ico": "00246476", "nazev": "Město"},
        "ciloveSkupiny": [{"cilovaSkupina": {"id": "CilovaSkupinaOsoby/24"}}],
        "formy": [{"forma": {"id": "FormaSocialniSluzby/ter"}, "kapacity": [{"pocet": 32, "popis": "y" * 60}]}],
        "doplnkoveUdaje": {"text": "z" * 4000},
    }


def a_census(path: Path, megabytes: int) -> None:
    """Towns by sex and five years of age in the columns of the census of 2021."""
    header = "idhod hodnota ukaz_kod pohlavi_cis pohlavi_kod vek_cis vek_kod uzemi_cis uzemi_kod sldb_rok sldb_datum"
    bands = [*((f"{age} - {age + 4} let", 10) for age in range(0, 100, 5)), ("100 a více let", 10), ("", 210)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow([*header.split(), "ukaz_txt", "pohlavi_txt", "vek_txt", "uzemi_txt"])
        town = int(TOWN)
        while stream.tell() < megabytes * 1_000_000:
            for sex, factor in (("", 2), ("1", 1), ("2", 1)):
                for text, people in bands:
                    start = ["1", people * factor, "3162", "102", sex, "1035", "4" if text else "", "43", town]
                    writer.writerow([*start, "2021", "2021-03-26", "Obyvatelstvo", sex, text, f"Obec {town}"])
            town += 1


def measured(work: str, path: Path) -> tuple[float, float]:
    """Seconds and peak MiB of a process that does `work`."""
    code = COMMON.format(work=work)
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    seconds, peak = map(float, told.split())
    return seconds, peak


def main(megabytes: int) -> None:
    """Print the figures of interleaved runs."""
    print(f"{platform.machine()}, Python {platform.python_version()}, {megabytes} MB, median of {ROUNDS}")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("register", a_register), ("census", a_census)):
            small, large = Path(folder) / f"{name}_5", Path(folder) / f"{name}_{megabytes}"
            make(small, 5)
            make(large, megabytes)
            bare, ours = WORK[name]
            runs = [(*measured(bare, large), *measured(ours, large)) for _ in range(ROUNDS)]
            floor, floor_peak, taken, peak = (statistics.median(one) for one in zip(*runs, strict=True))
            flat = peak - measured(ours, small)[1]
            print(
                f"{name}: bare {floor:.2f} s ({floor_peak:.0f} MiB), taken in {taken:.2f} s ({peak:.0f} MiB, "
                f"{flat:+.1f} against 5 MB), ratio {taken / floor:.2f}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
