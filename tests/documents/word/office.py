"""What LibreOffice makes of a file with tracked changes; run by the Python that has its scripting interface.

Usage: python3 office.py FILE PROFILE. Prints JSON: the words after its own "accept all", then after "reject all".
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path


def words(desktop, prop, url, dispatcher, command):
    """The words of the document after `command`."""
    document = desktop.loadComponentFromURL(url, "_blank", 0, (prop("Hidden", True),))
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
    target = url + f".{command}.txt"
    document.storeToURL(target, (prop("FilterName", "Text (encoded)"), prop("FilterOptions", "UTF8,LF,,cs-CZ,")))
    document.close(True)
    return Path(target.removeprefix("file://")).read_text("utf-8-sig").split()


def main(file, profile):
    """Print both."""
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def prop(name, value):
        found = PropertyValue()
        found.Name, found.Value = name, value
        return found

    pipe = f"redline{abs(hash(profile)) % 10**8}"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", accept]
    )
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(120):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.5)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        url = f"file://{file}"
        commands = ("AcceptAllTrackedChanges", "RejectAllTrackedChanges")
        print(json.dumps([words(desktop, prop, url, dispatcher, command) for command in commands]))
        with contextlib.suppress(Exception):  # the office closes the bridge under our hands
            desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
