"""The hand of LibreOffice: runs under the Python that has its scripting interface; one office does all the jobs.

Usage: python3 libreoffice.py JOBS.json PROFILE. A job names its source, its steps and where the result is saved. Prints
the JSON of a list: for each job None, or what went wrong. It imports nothing of the tests.
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

WORD, WRITER = "MS Word 2007 XML", "writer8"


class Office:
    """One running LibreOffice."""

    def __init__(self, profile):
        import uno
        from com.sun.star.beans import PropertyValue
        from com.sun.star.connection import NoConnectException
        from com.sun.star.util import DateTime

        self._value, self._moment = PropertyValue, DateTime
        pipe = f"returned{abs(hash(profile)) % 10**8}"
        accept = f"--accept=pipe,name={pipe};urp;"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", accept],
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.25)
        else:
            self.process.kill()
            raise TimeoutError("LibreOffice does not answer")
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self._settings = manager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )

    def named(self, person):
        """Tracked changes are signed by the user of the profile."""
        path = self.value("nodepath", "/org.openoffice.UserProfile/Data")
        access = self._settings.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (path,)
        )
        first, _, last = person.rpartition(" ")
        access.setPropertyValue("givenname", first)
        access.setPropertyValue("sn", last)
        access.commitChanges()

    def value(self, name, value):
        found = self._value()
        found.Name, found.Value = name, value
        return found

    def opened(self, path):
        return self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (self.value("Hidden", True),))

    def saved(self, document, path, kind):
        document.storeToURL(Path(path).as_uri(), (self.value("FilterName", kind),))

    def does(self, job):
        """The steps of one job, then the file as Word; `through` is where it is saved as OpenDocument between."""
        document = self.opened(job["source"])
        document.RecordChanges = False
        for name, *facts in job["steps"]:
            getattr(self, f"_{name}")(document, *facts)
        if job.get("through"):
            self.saved(document, job["through"], WRITER)
            document.close(True)
            document = self.opened(job["through"])
        self.saved(document, job["target"], WORD)
        document.close(True)

    def end(self):
        with contextlib.suppress(Exception):  # the office closes the bridge under our hands
            self.desktop.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.process.kill()

    # What a person does.

    def _comment(self, document, heading, text, said, by, at):
        self._noted(document, self._found(document, heading, text), said, by, at)

    def _noted(self, document, found, said, by, at):
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = by, said
        year, month, day, hour, minute = at
        moment = self._moment()
        moment.Year, moment.Month, moment.Day, moment.Hours, moment.Minutes = year, month, day, hour, minute
        note.DateTimeValue = moment
        found.getText().insertTextContent(found, note, True)

    def _reply(self, document, asked, said, by, at):
        """An answer as this office saves it into Word: one more comment where the words of the first one end."""
        self._noted(document, self._note(document, asked).getAnchor().getEnd(), said, by, at)

    def _resolve(self, document, asked):
        self._note(document, asked).Resolved = True

    def _track(self, document, heading, text, gone, new, by):
        self.named(by)
        found = self._within(document, heading, text, gone)
        document.RecordChanges = True
        if new.startswith("+"):
            found.getText().insertString(found.getEnd(), new[1:], False)
        else:
            found.setString(new)
        document.RecordChanges = False

    def _edit(self, document, heading, text, gone, new):
        self._within(document, heading, text, gone).setString(new)

    def _unrow(self, document, heading, text):
        found = self._found(document, heading, text)
        cell = found.Cell.CellName
        found.TextTable.getRows().removeByIndex(int("".join(sign for sign in cell if sign.isdigit())) - 1, 1)

    # How it finds.

    def _found(self, document, heading, text):
        """The words under their heading; the first ones where none is named."""
        search = document.createSearchDescriptor()
        search.SearchCaseSensitive = True
        start = None
        if heading:
            search.SearchString = heading
            start = document.findFirst(search)
            while start is not None and not _is_heading(start):
                start = document.findNext(start.getEnd(), search)
            if start is None:
                raise LookupError(heading)
            if text == heading:
                return start
        search.SearchString = text
        found = document.findNext(start.getEnd(), search) if start is not None else document.findFirst(search)
        if found is None:
            raise LookupError(text)
        return found

    def _within(self, document, heading, text, words):
        """Some words of the paragraph that begins with `text`."""
        found = self._found(document, heading, text)
        search = document.createSearchDescriptor()
        search.SearchCaseSensitive = True
        search.SearchString = words
        inner = document.findNext(found.getStart(), search)
        if inner is None:
            raise LookupError(words)
        return inner

    def _note(self, document, begins):
        fields = document.getTextFields().createEnumeration()
        while fields.hasMoreElements():
            one = fields.nextElement()
            if one.supportsService("com.sun.star.text.textfield.Annotation") and one.Content.startswith(begins):
                return one
        raise LookupError(begins)


def _is_heading(found):
    style = found.getStart().ParaStyleName.lower()
    return "heading" in style and "toc" not in style and "contents" not in style and "table" not in style


def main(jobs, profile):
    """Do all jobs; print what went wrong with each."""
    office = Office(profile)
    told = []
    try:
        for job in json.loads(Path(jobs).read_text("utf-8")):
            try:
                office.does(job)
                told.append(None)
            except Exception as error:  # the next job is not to suffer
                told.append(f"{type(error).__name__}: {error}")
    finally:
        office.end()
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
