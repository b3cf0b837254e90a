"""Checks exports and receipts of a plan's history with Python 3.8 or newer alone, and trusts nobody (decision 0052).
python verify_history.py [EXPORT.zip | FOLDER | RECEIPT.json ...] [--code CODE ...]: 0 holds, 3 not, 2 misread"""

import argparse, hashlib, io, json, os, pathlib, re, sys, zipfile

ENTRY = ["at", "changes", "format", "login", "note", "number", "on", "plan", "role", "verb", "who"]
RECEIPT = ["body", "checkpoint", "format", "hash", "number", "office", "path", "plan", "previous", "type"]
READERS = ("README.cs.txt", "README.en.txt", "verify_history.py")
NEITHER = "soubor tu není, nebo to není výpis ani potvrzení / missing, or neither an export nor a receipt"
REPACKED = "archiv je změněn či přebalen, ověřte rozbalenou složku / changed or repacked, check the unpacked folder"
ENDS = "%s: výpis končí zápisem %d, potvrzení je z %d: výpis je starší, či zkrácený / export is older, or cut"
CLASH, FORM = "rozpor mezi soubory / files disagree:", "tvar není předepsaný / not of the prescribed form"
MISREAD = (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError)
BASE, CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", ["code", "plan", "entry", "edition", "content_sha256", "issued_on"]
digest = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def need(true, *words, failure=AssertionError):
    if not true:
        raise failure(*words)


def entry(body, previous, plan, number):
    value = json.loads(body.decode())
    same = repr((value["plan"], value["number"])) == repr((plan, number)) and value["format"] in range(1, 1000)
    need(same and canonical(value).encode() == body and sorted(value) == ENTRY, "tvar zápisu / form of the entry")
    return digest(previous, body), value


def puts(values, kind, does="put"):
    return [one[does] for value in values for one in value["changes"] if one.get("kind") == kind and does in one]


def tree(hashes, start, end, known):
    if end - start > 1 and (start, end) not in known:
        middle = start + (1 << (end - start - 1).bit_length() >> 1)
        known[start, end] = digest(b"\1", tree(hashes, start, middle, known), tree(hashes, middle, end, known))
    return known[start, end] if end - start > 1 else digest(b"\0", hashes[start])


def checkpoint(put):
    lines = put["text"].split("\n")
    rows = [re.fullmatch("([!-~]+) ([1-9][0-9]*) ([0-9a-f]{64}) ([0-9a-f]{64})", line) for line in lines[2:]]
    true = lines[:2] == ["plan-lifecycle checkpoint 1", str(put["number"])] and rows and all(rows) and rows[0][1] == "-"
    need(true and [row[1] for row in rows] == sorted({row[1] for row in rows}), "kontrolní bod / checkpoint")
    return {row[1]: (int(row[2]), bytes.fromhex(row[3]), bytes.fromhex(row[4])) for row in rows}


def bare(code):
    text = "-".join(code.rpartition(":")[2].split()).upper()
    true = re.fullmatch("(.+)-0*[1-9][0-9]{0,8}-*([0-9A-TV-Z]-*){26}[0-9A-Z*~$=]-*", text)
    text = text.replace("-", "").translate(str.maketrans("OIL", "011"))
    value = sum(BASE.index(one) << 5 * place for place, one in enumerate(text[-2:-28:-1])) if true else 0
    need(true and (BASE + "*~$=U")[value % 37] == text[-1], "opsaný kód / mistyped code", failure=OSError)
    return text


def codes(plan, value, head):
    for put in puts([value], "edition"):
        bits = int.from_bytes(digest(head, bytes.fromhex(put["content_sha256"])), "big") >> 126
        text = "".join(BASE[bits >> 5 * place & 31] for place in range(25, -1, -1)) + (BASE + "*~$=U")[bits % 37]
        code = "-".join([plan, str(value["number"])] + [text[at : at + 5] for at in range(0, 27, 5)])
        need(put["code"] == code, "kontrolní kód vydání / control code of an edition")
        yield code, plan, value["number"], put["name"] + "@%s" % put["number"], put["content_sha256"], put["issued_on"]


def chain(files, name, plan):
    values, hashes, rows = [], [bytes(32)], []
    for number, line in enumerate(files[name][:-1].split(b"\n"), 1):
        try:
            made, value = entry(line[8:-75], hashes[-1], plan, number)
            need(line == b'{"body":' + line[8:-75] + b',"hash":"' + made.hex().encode() + b'"}', "otisk / hash")
            gone = ["@".join(key) for key in puts([value], "edition", "drop")]
            rows = [(*row, number) if row[3] in gone else row for row in rows] + [*codes(plan, value, hashes[-1])]
        except Exception as wrong:
            why = wrong.args if type(wrong) is AssertionError else [FORM]
            raise AssertionError(name + ", zápis / entry %d:" % number, *why) from None
        values[number:], hashes[number:] = [value], [made]
    print("  %s: %d zápisů / entries, %s" % (plan, len(values), hashes[-1].hex()))
    return values, hashes, rows


def export(files, packed):
    told = json.loads(files["export.json"].decode())
    need(" ".join(told) == "blobs format plans program type" and told["type"] == "plan-lifecycle export", "export.json")
    need(repr(told["format"]) == "1" and canonical(told).encode() + b"\n" == files["export.json"], "export.json")
    histories = {"-": "history/office.jsonl", **{plan: "history/plan_%s.jsonl" % plan for plan in told["plans"]}}
    chains = {plan: chain(files, name, plan) for plan, name in histories.items()}
    office, trees = chains["-"][0], {plan: {} for plan in chains}
    marks = [(value["number"], put, checkpoint(put)) for value in office for put in puts([value], "checkpoint")]
    given = [put for put in puts(office[-1:], "handout") if put["form"] == "export"]
    need(len(given) == 1 and marks and marks[-1][0] == len(office), "office.jsonl: konec chybí / the end is cut")
    of, said = given[0]["of"], given[0].get("readers")
    lines = "\n".join([told["program"], *(digest(files.get(name, b"")).hex() for name in READERS)])
    need(said in (None, digest(lines.encode()).hex()), "průvodní soubory / accompanying:", *READERS)
    need(told["plans"] == ([of] if of in marks[-1][2] else sorted({*marks[-1][2]} - {"-"})), "plány / plans")
    want = {"blobs/" + name: name for name in told["blobs"]}
    for place, (number, put, rows) in enumerate(marks, 1):
        where = "kontrolní bod / checkpoint %d:" % place
        true = put["number"] == place and rows["-"][0] == number - 1 and (of or set(rows) <= set(chains))
        need(true, where, "pořadí, nebo chybí plán / order, or a missing plan")
        for plan in sorted(set(rows) & set(chains)):
            (size, head, root), hashes = rows[plan], chains[plan][1]
            true = size == len(hashes) - 1 or (size < len(hashes) and (plan == "-" or place < len(marks)))
            need(true, where, plan, "zápisů má být / entries should be:", size)
            need((hashes[size], tree(hashes, 1, size + 1, trees[plan])) == (head, root), where, plan, "jiné / altered")
        want["checkpoints/%06d.txt" % place] = digest(put["text"].encode() + b"\n").hex()
    want.update({"stamps/%06d.tsq" % at["number"]: at["request"] for at in puts(office, "stamp") if at["request"]})
    want.update({"stamps/%06d.tsr" % at["number"]: at["response"] for at in puts(office, "stamp") if at["response"]})
    rows = [CODES, *(row for plan in told["plans"] for row in chains[plan][2])]
    want["codes.csv"] = digest("".join(",".join(map(str, row[:6])) + "\n" for row in rows).encode()).hex()
    need(not (odd := [name for name in want if digest(files.get(name, b"")).hex() != want[name]]), *odd)
    odd = {"export.json", *READERS, *want, *histories.values()} ^ set(files)
    need(not (packed and odd), "členy archivu / members:", *sorted(odd))
    found = {(plan, at): made for plan in chains for at, made in enumerate(chains[plan][1])}
    whole = {plan: (chains[plan][1], trees[plan]) for plan in chains}
    return found, rows[1:], ("-", len(office), marks[-1][2]), {**whole, **({} if of else {"*": whole["-"]})}


def receipt(told):
    need(sorted(told) == RECEIPT and repr(told["format"]) == "1" and len(told["office"]) == 4, "tvar / form")
    plan, number, office = told["plan"], told["number"], told["office"]
    need(re.fullmatch("([0-9a-f]{64})+", told["previous"] + office["previous"] + "".join(told["path"])), "otisky / hex")
    made, value = entry(canonical(told["body"]).encode(), bytes.fromhex(told["previous"]), plan, number)
    above, act = entry(canonical(office["body"]).encode(), bytes.fromhex(office["previous"]), "-", office["number"])
    need((made.hex(), above.hex()) == (told["hash"], office["hash"]), "otisk zápisu / hash of the entry")
    (put,) = puts([act], "checkpoint")
    rows, (size, head, root) = checkpoint(put), checkpoint(put)[plan]
    point = {"number": put["number"], "size": size, "head": head.hex(), "root": root.hex()}
    true = canonical(told["checkpoint"]) == canonical(point) and 0 < number <= size and (number < size or head == made)
    need(true and rows["-"][:2] == (act["number"] - 1, bytes.fromhex(office["previous"])), "kontrolní bod / checkpoint")
    inner, node = ((number - 1) ^ (size - 1)).bit_length(), digest(b"\0", made)
    for at, step in enumerate(map(bytes.fromhex, told["path"])):
        node = digest(b"\1", *((node, step) if at < inner and not (number - 1) >> at & 1 else (step, node)))
    need(node == root and len(told["path"]) == inner + bin((number - 1) >> inner).count("1"), "důkaz / proof")
    print("  %s: zápis / entry %d z/of %d, %s" % (plan, number, size, made.hex()))
    found = {(plan, number - 1): bytes.fromhex(told["previous"]), (plan, number): made, ("-", act["number"]): above}
    return found, [*codes(plan, value, found[plan, number - 1])], (plan, act["number"], rows), {}


def read(path):
    data = b"" if path.is_dir() else path.read_bytes()
    if data and data[:4] != b"PK\3\4":
        told = json.loads(data.decode())
        need(type(told) is dict and told.get("type") == "plan-lifecycle receipt", NEITHER, failure=OSError)
        need(canonical(told).encode() + b"\n" == data, "tvar JSON / JSON form")
        return receipt(told)
    packed = zipfile.ZipFile(io.BytesIO(data)) if data else None
    files = {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*") if one.is_file()}
    files = {of.filename: b"" if of.compress_type else packed.read(of) for of in packed.infolist()} if data else files
    need({"export.json", "history/office.jsonl"} & set(files), NEITHER, failure=OSError)
    with zipfile.ZipFile(again := io.BytesIO(), "w") as made:
        for name in sorted(files):
            member = zipfile.ZipInfo(name)
            member.create_system, member.external_attr = 3, 0o644 << 16
            made.writestr(member, files[name])
    need(not data or again.getvalue() == data, REPACKED)
    return export(files, bool(data))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="*", type=pathlib.Path, default=[pathlib.Path(__file__).parent])
    parser.add_argument("--code", action="append", default=[])
    told, answers, links, seen, whole, known = parser.parse_args(), {0}, {}, [], {}, {}
    sys.stdout.reconfigure(errors="replace")
    for one in [*sorted(told.file, key=lambda one: not (os.path.isdir(one) or zipfile.is_zipfile(one))), *told.code]:
        try:
            print(one)
            if one in told.file:
                found, rows, (plan, number, marks), chains = read(one)
                known.update((bare(row[0]), max(row, known.get(bare(row[0]), ()))) for row in rows)
                whole.update(new for new in chains.items() if len(new[1][0]) > len(whole.get(new[0], "-")[0]))
                for key, (size, head, root) in marks.items():
                    (hashes, nodes), found[key, size], found[key, size, "-"] = whole.get(key, ((), {})), head, root
                    need(size >= len(hashes) or tree(hashes, 1, size + 1, nodes) == root, CLASH, key, size)
                    need(all((at - number) * (of.get(key, [size])[0] - size) >= 0 for at, of in seen), CLASH, key, size)
                for key, made in found.items():
                    need(links.setdefault(key, made) == made, CLASH, *key[:2])
                seen.append((number, marks))
                end, size = len(whole.get(plan, "-")[0]) - 1, marks[plan][0]
                if whole and plan not in whole:
                    print("  " + plan + ": výpis tento plán neobsahuje / the export does not contain this plan")
                need(not {plan, "*"} & {*whole} or size <= end or number < len(whole["-"][0]), ENDS % (plan, end, size))
            else:
                ends = ["%s: %d" % (plan, len(hashes) - 1) for plan, (hashes, _) in whole.items() if plan > "-"]
                need(bare(one) in known, "žádné vydání; výpis končí / no edition has it; export ends:", *ends)
                print(" ", *known[bare(one)][:6])
                need(not known[bare(one)][6:], "vzal je zpět zápis / taken back by entry", *known[bare(one)][6:7])
        except Exception as wrong:
            answers.add(2 if isinstance(wrong, MISREAD) else 3)
            ours = wrong.args if type(wrong) in (AssertionError, OSError) else ()
            print("  NESOUHLASÍ / DOES NOT HOLD:", *(ours or [NEITHER if isinstance(wrong, MISREAD) else FORM]))
    print("NESOUHLASÍ / DOES NOT HOLD" if any(answers) else "VŠE SOUHLASÍ / ALL HOLDS")
    return 2 if 2 in answers else max(answers)


if __name__ == "__main__":
    sys.exit(main())
