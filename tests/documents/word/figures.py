"""Charts, a matrix and an index of the sample plan, with the numbers and words of a real town."""

from lifecycle.documents.blocks import Chart, Entry, Index, Matrix, MatrixRow, Series, text

AGES = ("0–14", "15–24", "25–44", "45–64", "65–79", "80 a více")
PYRAMID = Chart(
    "pyramid",
    "Obyvatelé podle věku a pohlaví",
    "Věková pyramida: nejpočetnější jsou lidé ve věku 45–64 let, 3 010 mužů a 2 950 žen; osmdesátiletých a starších "
    "žen je dvakrát víc než mužů.",
    AGES,
    (Series("Muži", (1540, 1120, 2760, 3010, 1290, 260)), Series("Ženy", (1450, 1080, 2590, 2950, 1560, 540))),
    "osob",
)
CAPACITY = Chart(
    "bars",
    "Kapacita služeb podle druhu a obce",
    "Pečovatelská služba má 120 míst v Dačicích a 45 ve Slavonicích; odlehčovací služba chybí ve Slavonicích.",
    ("Pečovatelská služba", "Odlehčovací služby", "Sociálně aktivizační služby pro rodiny s dětmi"),
    (Series("Dačice", (120, 8, 30)), Series("Slavonice", (45, None, 12))),
    "uživatelů",
)
MONEY = Chart(
    "stacked",
    "Zdroje financování podle roku",
    "Nejvíc peněz dává stát a kraj; Evropská unie jen v roce 2016.",
    ("2015", "2016", "2017"),
    (
        Series("obce", (1_250_000, 980_000, 1_100_000)),
        Series("kraj", (2_400_000, 2_600_000, 2_500_000)),
        Series("Evropská unie", (None, 800_000, 0)),
    ),
    "Kč",
)
JOINT = Matrix(
    corner=text("Oblast"),
    header=(text("Co pomáhá"), text("Co škodí")),
    rows=(
        MatrixRow(
            text("Uvnitř"),
            (
                (
                    Entry("swot:SPO-S1", text("SPO-S1 Obce se scházejí a o službách mluví spolu.")),
                    Entry("swot:SPO-S2", text("SPO-S2 Zkušení poskytovatelé s <dobrou> pověstí & zázemím.")),
                ),
                (Entry("swot:SPO-W1", text("SPO-W1 Do malých obcí služba nedojíždí.")),),
            ),
            (text("Silné stránky"), text("Slabé stránky")),
        ),
        MatrixRow(text("Zvenku"), ((), (Entry("swot:SPO-T1", text("SPO-T1 Dotace jsou jen na rok.")),))),
    ),
    caption="SWOT – společná",
    field="text",
)
INDEX = Index(
    (
        (
            text("senioři"),
            (
                Entry("measure:1.1", text("Pečovatelská služba ve všech 23 obcích")),
                Entry("measure:1.2", text("Odlehčovací služba pro pečující rodiny")),
                Entry("measure:7.7", text("Služba, která v tomto vydání není")),
            ),
        ),
        (text("rodiny s dětmi"), (Entry("swot:SPO-W1", text("Do malých obcí služba nedojíždí")),)),
    )
)
