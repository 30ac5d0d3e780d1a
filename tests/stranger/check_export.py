#!/usr/bin/env python3
"""Recomputes the lists of an export from its own records, by docs/model.md, and compares every row.

usage: check_export.py [--tables DIR] [--lists N] [--jobs N] EXPORT...

Every row is scored again. Whether a list holds the right rows is checked against all counterparts, for every list or
for N of each direction, evenly spread (--lists N). Exit code: 0 all equal, 1 differences, 2 cannot check.
"""

import argparse
import hashlib
import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

from items import item_name
from model import Model, points
from position import Positions

SHOWN = 10  # differences per export


class CannotCheck(Exception):
    pass


def parse(text, where):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CannotCheck(f"{where}: {error}") from error


def read_lines(folder, name):
    """The JSON documents of NAME.ndjson.zst, or of NAME.ndjson."""
    packed, plain = folder / f"{name}.ndjson.zst", folder / f"{name}.ndjson"
    if packed.exists():
        unpacked = subprocess.run(["zstd", "-dcq", str(packed)], capture_output=True)
        if unpacked.returncode != 0:
            raise CannotCheck(f"{packed}: {unpacked.stderr.decode().strip()}")
        text = unpacked.stdout.decode()
    elif plain.exists():
        text = plain.read_text(encoding="utf-8")
    else:
        raise CannotCheck(f"{packed} is missing")
    return [parse(line, f"{folder}: {name}, line {n}") for n, line in enumerate(text.split("\n"), 1) if line]


def read_json(path):
    if not path.exists():
        raise CannotCheck(f"{path} is missing")
    return parse(path.read_text(encoding="utf-8"), path)


def read_table(path):
    """The first two columns of a reference table, the second as a list."""
    if not path.exists():
        raise CannotCheck(f"{path} is missing")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    return {row[0]: [value for value in row[1].split("|") if value] for row in rows[1:]}


def broken_files(folder, manifest):
    """The files of the manifest that are not what it says."""
    for entry in manifest.get("files", []):
        path = folder / entry["name"]
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            yield f"{path.name} is not the file that the manifest names"


def group(rows, side):
    lists = {}
    for row in rows:
        lists.setdefault(row[side], []).append(row)
    return lists


class Export:
    def __init__(self, folder, tables):
        self.folder = Path(folder)
        manifest = read_json(self.folder / "manifest.json")
        self.broken = list(broken_files(self.folder, manifest))
        self.top = int(manifest["facts"]["top"])
        sections = {code: values[0] for code, values in read_table(tables / "sectors.tsv").items()}
        vacancies, concepts, places = (read_lines(self.folder, n) for n in ("vacancies", "concepts", "places"))
        self.model = Model(read_json(self.folder / "strategy.json"), manifest["facts"]["date"], concepts, places,
                           read_table(tables / "licences.tsv"), sections, vacancies)
        self.vacancies = {v["id"]: v for v in vacancies if self.model.is_open(v)}
        self.seekers = {s["id"]: self.model.facts(s) for s in read_lines(self.folder, "seekers")
                        if self.model.is_available(s)}
        self.positions = Positions(self.model, self.vacancies.values(), self.seekers.values())
        self.lists = {side: group(read_lines(self.folder, f"{side}-lists"), side) for side in ("vacancy", "seeker")}

    def owners(self, side):
        return self.vacancies if side == "vacancy" else self.seekers

    def pair(self, side, owner, other):
        vacancy, seeker = (owner, other) if side == "vacancy" else (other, owner)
        return self.model.pair(self.vacancies[vacancy], self.seekers[seeker], self.positions)

    def wrong_row(self, side, rank, row):
        """What is wrong with one row, or nothing."""
        other = "seeker" if side == "vacancy" else "vacancy"
        if row["vacancy"] not in self.vacancies or row["seeker"] not in self.seekers:
            return f"rank {rank}: {row[other]} is not active"
        pair = self.pair(side, row[side], row[other])
        if pair is None:
            return f"rank {rank}: {row[other]} is not eligible"
        names = {"found": [], "unknown": [], "missing": []}
        for item, (low, high) in zip(pair["items"], pair["qualities"]):
            names["found" if low > 0 else "unknown" if high > 0 else "missing"].append(item_name(item))
        expected = {"rank": rank, "total": pair["total"][0], "low": pair["total"][0], "high": pair["total"][1],
                    "points": points(pair), "distanceM": pair["distance"], **names}
        for name, value in expected.items():
            if row.get(name) != value:
                return f"rank {rank}, {row[other]}: {name} is {row.get(name)}, expected {value}"
        return None

    def wrong_list(self, side, owner):
        """How the members of a list differ from the best of all counterparts, or nothing."""
        other = "seeker" if side == "vacancy" else "vacancy"
        ranked = []
        for counterpart in self.owners(other):
            pair = self.pair(side, owner, counterpart)
            if pair:
                ranked.append((-pair["total"][0], pair["tie"], counterpart.encode(), counterpart))
        expected = [entry[3] for entry in sorted(ranked)[:self.top]]
        actual = [row[other] for row in self.lists[side].get(owner, [])]
        if actual == expected:
            return None
        at = next((i for i, (a, b) in enumerate(zip(actual, expected)) if a != b), min(len(actual), len(expected)))
        name_at = lambda ids: ids[at] if at < len(ids) else "nobody"
        return f"rank {at + 1} is {name_at(actual)}, expected {name_at(expected)}"

    def check(self, task):
        """The differences of one list; a task is (side, owner, whether its members are checked too)."""
        side, owner, members = task
        rows = self.lists[side].get(owner, [])
        wrong = [self.wrong_row(side, rank, row) for rank, row in enumerate(rows, 1)]
        wrong.append(self.wrong_list(side, owner) if members else None)
        return [f"{side} {owner}, {what}" for what in wrong if what]

    def tasks(self, lists):
        for side in ("vacancy", "seeker"):
            owners = sorted(self.owners(side))
            every = max(1, len(owners) // lists) if lists else 1
            yield from ((side, owner, i % every == 0) for i, owner in enumerate(owners))

    def strangers(self):
        for side in ("vacancy", "seeker"):
            for owner in self.lists[side].keys() - self.owners(side).keys():
                yield f"{side} {owner} has a list and is not active"


export = None  # of this process and of those that it forks


def check(task):
    return export.check(task)


def check_folder(folder, arguments):
    """Prints what was compared; returns the number of differences."""
    global export
    export = Export(folder, arguments.tables)
    wrong = export.broken + list(export.strangers())
    tasks = list(export.tasks(arguments.lists))
    if arguments.jobs > 1:
        with multiprocessing.get_context("fork").Pool(arguments.jobs) as pool:
            wrong += [w for found in pool.imap(check, tasks, chunksize=16) for w in found]
    else:
        wrong += [w for task in tasks for w in check(task)]
    rows = sum(len(rows) for side in export.lists.values() for rows in side.values())
    whole = sum(task[2] for task in tasks)
    print(f"{folder}: {whole} lists, {rows} rows, {len(wrong)} differences")
    for line in wrong[:SHOWN]:
        print(f"  {line}")
    return len(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", nargs="+", metavar="EXPORT")
    parser.add_argument("--tables", type=Path, default=Path(__file__).parents[2] / "data/reference",
                        help="folder with licences.tsv and sectors.tsv")
    parser.add_argument("--lists", type=int, default=0, help="whole lists to recompute per direction; 0: all")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    try:
        return 1 if sum([check_folder(folder, arguments) for folder in arguments.exports]) else 0
    except CannotCheck as error:
        print(f"check_export.py: {error}", file=sys.stderr)
    except (KeyError, UnicodeDecodeError, FileNotFoundError) as error:
        print(f"check_export.py: a record is not what docs/model.md says: {error!r}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
