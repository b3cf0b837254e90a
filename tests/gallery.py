"""`python -m tests.gallery [OFFICE]`: pages of the demo's documents as small pictures for `docs/gallery`.

Needs LibreOffice (`soffice`) and poppler (`pdftotext`, `pdftoppm`). Without an office the demo is played first. A page
is found by what stands on it, so a change of the text before it does not lead to another page; the same list gives the
same file names. The page about them, `docs/gallery/README.md`, is written from the same list.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "gallery"
HEAVIEST = 60_000
"""Bytes of one picture."""
_LONGER, _DOTS = 905, 110
"""Pixels of a picture's longer side, and the dots per inch it is drawn with before."""
_COLOURS = (48, 32, 24, 16, 8)
_PDF = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
"""Comments become marks on the page: without a window LibreOffice 7.4 does not print them in the margin."""
PLAN, PACKETS = "plan_09_final", "packets/011_546445_Hrisice.zip"


@dataclass(frozen=True)
class Shot:
    """One picture: `file` below the plan's folder, the first page that says all of `says`, what it shows.

    `inside` is the beginning of a paper's name in a packet.
    """

    name: str
    file: str
    says: tuple[str, ...]
    cs: str
    en: str
    alt: str
    inside: str = ""


SHOTS = (
    Shot(
        *("cover", PLAN, (), "Titulní strana plánu", "Cover of the plan"),
        "Název plánu, období, území, vydání a stav, úřad, sdělení o financování a QR kód s kontrolním kódem.",
    ),
    Shot(
        *("contents", PLAN, ("Obsah",), "Obsah s čísly stran", "Contents with page numbers"),
        "Nadpis Obsah a číslované kapitoly s tečkami vedoucími k číslům stran.",
    ),
    Shot(
        *("groups", PLAN, ("metodik", "Řídící skupina", "Strana"), "Kdo plán připravil", "Who made the plan"),
        "Tabulka členů skupin s jejich stranou a organizací.",
    ),
    Shot(
        *("chart", "analysis_02_final", ("Graf 1",), "Graf v analýze", "A chart in the analysis"),
        "Graf obyvatel s nadpisem, pod ním text a tabulka se zdrojem.",
    ),
    Shot(
        *("swot", "swot_01_final", ("Silné stránky", "Slabé stránky"), "SWOT analýza", "SWOT matrix"),
        "Tabulka o čtyřech polích: silné a slabé stránky, příležitosti a hrozby skupiny s kódy položek.",
    ),
    Shot(
        *("card", PLAN, ("Opatření 2.1 –", "Odpovídá"), "Karta opatření", "Card of a measure"),
        "Nadpis opatření s kódem, pod ním popis, odpovědná osoba, partneři, termín, rozpočet a ukazatele.",
    ),
    Shot(
        *("budget", PLAN, ("Rozpočet", "179 951 000"), "Rozpočet plánu", "Budget of the plan"),
        "Tabulka nákladů podle let a zdrojů se zvýrazněným součtem, čísla zarovnaná vpravo.",
    ),
    Shot(
        *(
            "trace",
            PLAN,
            ("Návaznost dokladů, opatření a usnesení", "Doklady", "Plnění"),
            "Návaznost od dokladů k usnesením",
        ),
        *("From evidence to resolutions", "Široká tabulka: doklady, položky SWOT, opatření, připomínky a usnesení."),
    ),
    Shot(
        *("comments", "plan_05_working", ("Opatření 3.2 –", "senior doprava"), "Pracovní verze s připomínkami"),
        "Working version with comments",
        "Karta opatření pod záhlavím Pracovní verze; značka u nadpisu ukazuje připomínku, ve Wordu čitelnou na okraji.",
    ),
    Shot(
        *("evaluation", "evaluation_01_final", ("Vynaloženo", "1.1"), "Vyhodnocení končícího plánu"),
        *("Evaluation of the ending plan", "Tabulka opatření končícího plánu s výsledkem a s tím, co bude dál."),
    ),
    Shot(
        *("invitation", "invitation_06_final", (), "Pozvánka", "Invitation"),
        "Pozvánka na veřejné projednání: kdy, kde, program a komu je určena.",
    ),
    Shot(
        *("attendance_sheet", "attendance_sheet_02_final", (), "Prezenční listina", "Attendance sheet"),
        "Tabulka jmen s organizací, stranou a prázdným sloupcem na podpis.",
    ),
    Shot(
        *("minutes", "minutes_02_final", (), "Zápis z jednání", "Minutes"),
        "Zápis: kdo se zúčastnil, o čem se jednalo a co bylo rozhodnuto.",
    ),
    Shot(
        *("notice", "notice_01_final", (), "Oznámení o připomínkování", "Notice of the consultation"),
        "Oznámení: co se připomínkuje, kde je návrh, kdy je projednání a do kdy lze připomínky podat.",
    ),
    Shot(
        *("comment_form", "notice_01_final", ("Navržená změna",), "Formulář k připomínkám", "Form for comments"),
        "Formulář s údaji o tom, kdo připomínku podává, a prázdné řádky pro připomínky.",
    ),
    Shot(
        *("settlement", "settlement_public_01_final", (), "Vypořádání připomínek", "Settlement of comments"),
        "Počty připomínek podle způsobu vypořádání a začátek přehledu; jména občanů v něm nejsou.",
    ),
    Shot(
        *("packet_letter", PACKETS, (), "Balíček obce: dopis", "A town's packet: letter"),
        "Dopis obci s návrhem usnesení k opsání.",
        inside="1_",
    ),
    Shot(
        *("packet_extract", PACKETS, (), "Balíček obce: co se obce týká", "A town's packet: what concerns it"),
        "Tabulka opatření, která se obce týkají, a jejich nákladů.",
        inside="2_",
    ),
    Shot(
        *("packet_form", PACKETS, (), "Balíček obce: formulář k vrácení", "A town's packet: form to return"),
        "Formulář, na kterém obec sdělí, jak zastupitelstvo rozhodlo.",
        inside="3_",
    ),
    Shot(
        *("packet_reasons", PACKETS, (), "Balíček obce: důvodová zpráva", "A town's packet: reasons"),
        "Důvodová zpráva: proč plán vznikl, jak vznikal a co obci přináší.",
        inside="4_",
    ),
    Shot(
        *("resolutions", "resolutions_01_final", (), "Přehled usnesení", "Overview of resolutions"),
        "Podmínka obcí a její splnění, pod ní usnesení jednotlivých zastupitelstev.",
    ),
    Shot(
        *("certificate", "certificate_01_final", (), "Osvědčení o schválení", "Certificate of approval"),
        "Osvědčení, že plán platí, s kontrolním kódem a přehledem usnesení.",
    ),
    Shot(
        *("monitoring", "monitoring_01_final", ("Graf 1",), "Monitorovací zpráva", "Monitoring report"),
        "Stav opatření po prvním roce s grafem čerpání.",
    ),
    Shot(
        *(
            "catalogue",
            "catalogue_02_final",
            ("Kontakt", "Web", "§ 40"),
            "Katalog poskytovatelů",
            "Catalogue of providers",
        ),
        "Karta služby v katalogu: poskytovatel, druh, cílové skupiny, kapacita a kontakt.",
    ),
)


def named(shot: Shot) -> str:
    """The picture's file name; its number is its place in the list."""
    return f"{SHOTS.index(shot) + 1:02d}_{shot.name}.png"


def page() -> str:
    """`docs/gallery/README.md`: each picture under its Czech and English name, with what it shows."""
    lines = [
        "# Galerie dokumentů / Gallery of documents",
        "",
        "Stránky dokumentů, které po sobě nechává ukázka (`lifecycle demo`): komunitní plán správního obvodu Dačice.",
        "Written by `python -m tests.gallery` (needs LibreOffice and poppler); the pages are those of the demo.",
    ]
    for shot in SHOTS:
        lines += ["", f"## {shot.cs} / {shot.en}", "", f"![{shot.alt}]({named(shot)})", "", shot.alt]
    return "\n".join(lines) + "\n"


def printed(file: Path, folder: Path) -> Path:
    """The Word file as LibreOffice prints it."""
    out = folder / "pdf"
    if not (out / f"{file.stem}.pdf").exists():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", _PDF, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / f"{file.stem}.pdf"


def page_of(pdf: Path, says: tuple[str, ...]) -> int | None:
    """The number of the first page that says all of it; None where no page does."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    for number, text in enumerate(told.split("\f"), start=1):
        if all(word in " ".join(text.split()) for word in says):
            return number
    return None


def picture(pdf: Path, number: int, target: Path) -> None:
    """One page as a palette PNG of at most `HEAVIEST` bytes, with as many colours as fit."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "page"
        only = ["-f", str(number), "-l", str(number), "-singlefile", "-r", str(_DOTS), "-png"]
        subprocess.run(["pdftoppm", *only, str(pdf), str(drawn)], check=True, capture_output=True)
        with Image.open(drawn.with_suffix(".png")) as drawing:
            whole = drawing.convert("RGB")
    whole.thumbnail((_LONGER, _LONGER), Image.Resampling.LANCZOS)
    for colours in _COLOURS:
        whole.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= HEAVIEST:
            return


def taken(shot: Shot, documents: Path, folder: Path) -> str | None:
    """The picture in the gallery; what is wrong where the page is not there."""
    file = documents / f"{shot.file}.docx"
    if shot.inside:
        with zipfile.ZipFile(documents / shot.file) as packet:
            (name,) = [name for name in packet.namelist() if name.startswith(shot.inside)]
            file = Path(packet.extract(name, folder))
    pdf = printed(file, folder)
    number = page_of(pdf, shot.says)
    if number is None:
        return f"{shot.name}: no page of {file.name} says {', '.join(shot.says)}"
    picture(pdf, number, FOLDER / named(shot))
    return None


def played(folder: Path) -> Path:
    """A new office with the demo's plan."""
    office = folder / "demo"
    command = [sys.executable, "-m", "lifecycle", "--json", "demo", str(office)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return Path(json.loads(told)["office"])


def main() -> int:
    """Take every picture and write the page; 1 where a page was not found or a tool is missing."""
    asked = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    asked.add_argument("office", nargs="?", type=Path, help="the folder of a demo played before")
    office: Path | None = asked.parse_args().office
    if missing := [tool for tool in ("soffice", "pdftotext", "pdftoppm") if not shutil.which(tool)]:
        print(f"not installed: {', '.join(missing)}")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        documents = (office or played(folder)) / "documents" / "dacice-2015"
        wrong = [fault for shot in SHOTS if (fault := taken(shot, documents, folder))]
    for old in {file.name for file in FOLDER.glob("*.png")} - {named(shot) for shot in SHOTS}:
        (FOLDER / old).unlink()
    (FOLDER / "README.md").write_text(page(), encoding="utf-8", newline="\n")
    print(*wrong or [f"{len(SHOTS)} pictures in {FOLDER}"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
