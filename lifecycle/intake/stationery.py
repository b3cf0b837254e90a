"""What every workbook that goes out shares: its looks, the dress of its columns, and the hidden sheet of its lists."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lifecycle.intake.examples import example
from lifecycle.intake.grids import letters
from lifecycle.intake.hints import Say, header, message, note
from lifecycle.model.thing import Column, Thing

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

META = "_lifecycle"
"""The hidden sheet of a form: whose it is, what was shown in it, and the words of its lists."""
LIST_OF_FAULTS = {"cs": "chyby", "en": "errors"}
"""The sheet of a returned workbook that lists its faults; it is no form and is not read."""
FORMULA = "formula:"
"""Before a sheet and cell of a returned workbook in which a formula nobody computed stands as a text."""
CELL_LIMIT = 32_767  # UTF-16 units a cell holds (Excel specifications and limits)
FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts a 29 February 1900, so earlier days are off by one
LAST_ROW = 1_048_575
_LAST_DAY = dt.date(2199, 12, 31)
_MADE = dt.datetime(1980, 1, 1)  # a fixed day: the same form gives the same bytes
_WIDEST = 36  # characters a column is widened to so that its example can be read
_WIDTHS = {"text": 60, "list": 24, "date": 13, "time": 10, "int": 14, "number": 14, "bool": 8, "word": 24}
_HEADER = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top", "locked": True}
_MARKS: Mapping[str, Mapping[str, object]] = {
    "": {},
    "example": {"italic": True, "font_color": "#595959"},
    "header": _HEADER,
    "fault": {"bg_color": "#FFC7CE", "border": 2, "border_color": "#9C0006"},
}


class Stationery:
    """One workbook in the making; pages are added in their order, the hidden sheet after them."""

    def __init__(self, *, title: str, language: str, say: Say | None, known: Mapping[str, Sequence[str]]) -> None:
        # Only what goes out needs the writer; reading a file should not wait for it.
        import xlsxwriter

        self._stream = io.BytesIO()
        plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self.book = xlsxwriter.Workbook(self._stream, {"in_memory": True, **plain})
        self.book.set_properties({"title": title, "created": _MADE})
        self.language = language
        self.say = say
        self._known = known
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._lists: dict[object, str] = {}
        self._hidden: Worksheet | None = None

    def page(self, name: str) -> "Worksheet":
        """A new sheet of this name."""
        return self.book.add_worksheet(name)

    def hide(self, told: Mapping[str, str]) -> None:
        """Add the hidden sheet, which says what the workbook was made for."""
        self._hidden = self.page(META)
        self._hidden.hide()
        for row, (name, value) in enumerate(told.items()):
            self._hidden.write_string(row, 0, name)
            self._hidden.write_string(row, 1, value)

    def finished(self) -> bytes:
        """The bytes of the workbook."""
        self.book.close()
        return self._stream.getvalue()

    def look(self, **properties: object) -> "Format":
        """The format with these properties; made once."""
        key = tuple(properties.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    @property
    def head(self) -> "Format":
        """The look of a header."""
        return self.look(**_HEADER)

    def of(self, column: Column | None, *, mark: str = "", shows: str = "", quoted: bool = False) -> "Format":
        """The look of a cell: of its column's type, or of the `date` or `time` it `shows`; marked example or fault.

        Codes are text, so that `1.10` and leading zeros stay.
        """
        properties: dict[str, object] = {"locked": False, "valign": "top", **_MARKS[mark]}
        if (number := self._number_format(column, shows)) and not quoted:
            properties["num_format"] = number
        if quoted or (column is not None and column.type == "text"):
            properties["text_wrap"] = True
        if quoted:
            properties["quote_prefix"] = True
        return self.look(**properties)

    def _number_format(self, column: Column | None, shows: str) -> str:
        shown = shows or (column.type if column else "")
        if shown == "date":
            return "yyyy-mm-dd" if self.language == "en" else "d. m. yyyy"
        if shown in ("int", "number", "text"):
            return "#,##0" if column is not None and column.name.endswith("_czk") else ""
        return "h:mm" if shows == "time" else "@"

    def dress(self, page: "Worksheet", kind: type[Thing], column: Column, *, at: int, below: int = 0) -> None:
        """Give the column at this position its width and its look, and the cells below the header list and message."""
        shown = example(kind, self.language)[column.name]
        needed = max(len(column.label.cs) + 5, len(column.label.en) + 5, min(len(shown) + 2, _WIDEST))
        page.set_column(at, at, max(_WIDTHS.get(column.type, 18), needed), self.of(column))
        options = self._allowed(column)
        if self.say is not None:
            options["input_title"], options["input_message"] = message(
                kind, column, language=self.language, say=self.say
            )
        if len(options) > 1:
            page.data_validation(below + 1, at, LAST_ROW, at, options)

    def head_of(self, page: "Worksheet", column: Column, *, at: int) -> None:
        """Write the header of a column with its comment."""
        page.write_string(0, at, header(column, self.language), self.head)
        page.write_comment(0, at, note(column, self.language), {"author": "plan-lifecycle"})

    def _allowed(self, column: Column) -> dict[str, object]:
        """What a spreadsheet lets be typed: words are obligatory, keys and days only warn."""
        if column.words:
            labels = [word.in_(self.language) for word in column.words]
            return {"validate": "list", "source": self._list(column.words, labels)}
        if column.refs and column.type != "list":
            keys = [key for ref in column.refs for key in self._known.get(ref, ())]
            if keys:
                # A warning only: the thing may be recorded later than the row that speaks of it.
                told = {"error_message": self.say("form.not_known_yet")} if self.say else {}
                return {"validate": "list", "source": self._list(column.refs, keys), "error_type": "warning", **told}
        if column.type == "date":
            # A warning only: a day typed the Czech way is read although an English Excel takes it for text.
            days = {"minimum": FIRST_DAY, "maximum": _LAST_DAY, "error_type": "warning"}
            return {"validate": "date", "criteria": "between", **days}
        return {"validate": "any"}

    def _list(self, name: object, labels: Sequence[str]) -> str:
        """The range of the hidden sheet that holds the list; written once."""
        if name not in self._lists:
            if self._hidden is None:
                raise ValueError("lists need the hidden sheet")
            at = 3 + len(self._lists)
            for row, label in enumerate(labels):
                self._hidden.write_string(row, at, label)
            self._lists[name] = f"={META}!${letters(at)}$1:${letters(at)}${len(labels)}"
        return self._lists[name]
