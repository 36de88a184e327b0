"""Build gazetteers/SOURCES.csv: where each gazetteer file comes from, and under which licence.

In:  the header comments of the files below gazetteers/, lock.toml (versions).
Out: file (a pattern for files authored here), source, package, version, licence, licence files, attribution, retrieved, rows, filter.
Usage: provenance.py
"""

import csv
import re
import sys
import tomllib

from sources import GAZETTEERS, LOCK

COLUMNS = "file,source,package,version,licence,licence_file,attribution,retrieved,rows,filter"
OWN = "MIT OR Apache-2.0"
AUTHORED = ["*.authored.csv", "names/*.authored.txt", "words/forms.authored.csv", "words/function.csv", "classes/*.txt"]
ROOT = GAZETTEERS.parent


def main() -> None:
    lock = tomllib.loads(LOCK.read_text())
    versions = {f"{entry['registry']}:{package}": entry["version"] for package, entry in lock.items()}
    authored = {path for pattern in AUTHORED for path in GAZETTEERS.glob(pattern)}
    rows = [[pattern, "authored for this project", "", "", OWN, "LICENSE-MIT LICENSE-APACHE", "", "", "", ""] for pattern in AUTHORED]
    for path in sorted(GAZETTEERS.rglob("*.csv")):
        if path not in authored and path.name != "SOURCES.csv":
            rows.append(row(path, versions))
    with open(GAZETTEERS / "SOURCES.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS.split(","), *sorted(rows)])


def row(path, versions) -> list[str]:
    comments = (line[2:].rstrip("\n").split(": ", 1) for line in open(path, encoding="utf-8") if line.startswith("# "))
    header = {pair[0]: pair[1] for pair in comments if len(pair) == 2}
    packages = [re.split("==|=|@", package)[0] for package in header["package"].split()]
    missing = [package for package in packages if package not in versions]
    if missing:
        sys.exit(f"{path.name}: not in {LOCK.name}: {missing}")
    file = path.relative_to(GAZETTEERS).as_posix()
    return [file, header["source"], " ".join(packages), " ".join(versions[package] for package in packages), header["licence"],
            " ".join(licence_files(header["licence"], packages)), header.get("attribution", ""), header["asof"], header["rows"],
            header.get("filter", header.get("changed", ""))]


def licence_files(licence: str, packages: list[str]) -> list[str]:
    """Full texts, as paths from the root of the repository; MIT notices differ from package to package."""
    files = []
    for part in licence.split(" AND "):
        if part.strip("()") == OWN:
            files += ["LICENSE-MIT", "LICENSE-APACHE"]
            continue
        names = [f"{part}.{package.split(':')[1]}" for package in packages] + [part]
        files += [f"gazetteers/LICENSES/{name}.txt" for name in names if (GAZETTEERS / f"LICENSES/{name}.txt").exists()]
    return files


if __name__ == "__main__":
    main()
