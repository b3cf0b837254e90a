"""A child process that misbehaves as hostile files make readers misbehave; the file's bytes say how."""

import os
import sys
import time

from lifecycle.documents.word import worker


def main() -> None:
    """Serve as the real one does, until a file says otherwise."""
    worker.serve(misbehave)


def misbehave(task, data):
    """Do as the file says; read it where it says nothing of the kind."""
    match data:
        case b"sleep":
            time.sleep(60)
        case b"spin":
            while True:
                pass
        case b"grow":
            hoard = []
            while True:
                hoard.append(bytearray(16 * 1024 * 1024))
        case b"abort":
            os.abort()
        case b"bug":
            raise KeyError("tajné jméno ze souboru")
        case b"chatter":
            print("hluk")
            os.write(1, b"hluk\n")
        case b"lie":
            return {"returned": {"engine": 1}}
        case b"close":
            os.close(0)
            sys.exit(0)
    return worker.answer(task, data)
