"""Build the file of news outlets that the crawler fundus knows.

In:  PyPI fundus (name, domain and country of each outlet); the authored files, to leave out what they have.
Out: gazetteers/organisation.media.fundus.csv.
Usage: fundus.py [folder for downloads]
"""

import ast
import pathlib
import re
import sys
import tempfile

from ordinary import Ordinary
from sources import fetch, write_entities

ACRONYM = re.compile(r"^(.+) \(([A-Z]{2,5}|taz)\)$")
EDITION = re.compile(r".* \([A-Z]{2}\)$|.* [A-Z]{2}$")
COUNTRIES = {"uk": "GB", "ind": "IN", "isl": "IS"}


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    ordinary = Ordinary()
    write_entities("organisation.media.fundus.csv", [
        "source: outlets of the crawler fundus", "package: pypi:fundus==0.5.7", "licence: MIT",
        "attribution: fundus Copyright (c) 2020-2023 Max Dallabetta and contributors",
        "filter: names, domains and countries only; national editions and those authored here left out"],
        [outlet for path in sorted((fetch("fundus", folder) / "fundus/publishers").glob("*/__init__.py")) for outlet in outlets(path, ordinary)])


def outlets(path: pathlib.Path, ordinary: Ordinary) -> list[dict]:
    country = COUNTRIES.get(path.parent.name, path.parent.name.upper())
    found = []
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "Publisher":
            continue
        facts = {keyword.arg: keyword.value.value for keyword in call.keywords if isinstance(keyword.value, ast.Constant)}
        spelt = ACRONYM.match(facts["name"])
        name, short = spelt.groups() if spelt and not ordinary.authored("place", spelt[2]) else (facts["name"], "")
        known = (name, short, name.removeprefix("The "), name.removesuffix(" News"))
        if len(name) < 3 or "(" in name or not short and EDITION.match(name) or any(form and ordinary.authored("organisation", form) for form in known):
            continue
        domain = facts["domain"].split("//")[1].strip("/").removeprefix("www.")
        word = " " not in name and (ordinary.word(name) or ordinary.person(name) or ordinary.place(name))
        found.append({"id": f"fundus:{domain}", "name": name, "type": "organisation", "subtype": "media", "country": country,
                      "aliases": {f"{short}^CAS"} if short else set(), "flags": "X" if word else "", "extra": f"domain={domain}"})
    return found


if __name__ == "__main__":
    main()
