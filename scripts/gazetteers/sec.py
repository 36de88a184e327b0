"""Build the file of companies listed in the United States from the SEC's list of tickers.

In:  PyPI edgartools (needs pyarrow to be read); the authored files, those of MISP and the word lists, to leave out what they have and to know
     which names are ordinary words.
Out: gazetteers/organisation.company.sec.csv.
Usage: sec.py [folder for downloads]
"""

import pathlib
import re
import sys
import tempfile

from ordinary import Ordinary, rows as gazetteer
from sources import GAZETTEERS, fetch, write_entities

STATE = re.compile(r"\s*[/\\] ?[A-Z]{2,7}(?: ?[/\\].*)?$|\s*\(?\b(?:ADR|NEW)\)?$", re.IGNORECASE)
SUFFIX = re.compile(r"(?:,? (?:and |& )?(?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Cos|Ltd|Limited|LLC|L\.L\.C|LP|L\.P|PLC|P\.L\.C|"
                    r"S\.?A|N\.?V|A\.?G|SE|S\.?p\.?A|S\.?A\.? de C\.?V|S\.?A\.?B\.? de C\.?V|ASA|AB|A/S|SAS|B\.?V|Oyj|K\.?K|Bhd|Berhad|S\.?A\.?R\.?L)\.?)+$", re.IGNORECASE)
FUND = re.compile(r"\b(fund|funds|etf|etn|etfs|acquisition|acquisitions|spac|royalty|royalties|unit investment|income trust|municipal|premium|dividend|opportunities|"
                  r"corp\.? [ivx]+|closed-end|portfolio|shares|securities trust|term trust|bdc|credit|lending|ishares|grayscale|capital trust|merger|blank check)\b", re.IGNORECASE)
TAIL = re.compile(r"(?: (?:Holdings?|Group|Technologies|Technology|International|Worldwide|Global|Industries|Companies|Brands|Entertainment|Systems|Financial|"
                  r"Resources|Energy|Enterprises|Communications|Pharmaceuticals|Therapeutics|Platforms|Automotive|Motors?|Airlines|Stores|Trust|Partners))+$")
LISTED = {"NYSE", "Nasdaq", "CBOE"}
SMALL = {"And", "Of", "The", "For", "In", "On", "De", "Del", "La", "Du", "At", "By", "To"}


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    import pyarrow.parquet

    rows = pyarrow.parquet.read_table(fetch("edgartools", folder) / "edgar/reference/data/company_tickers.parquet").to_pylist()
    write_entities("organisation.company.sec.csv", [
        "source: SEC company tickers", "package: pypi:edgartools==5.62.1", "licence: MIT",
        "attribution: edgartools Copyright (c) 2022-present Dwight Gunning; the list of tickers is public information of the US SEC",
        "filter: companies on an exchange; funds, trusts and shell companies left out, and those authored here already; legal suffixes cut, "
        "capitals restored; names of ordinary words with their suffix only, and flagged"], companies(rows, Ordinary()))


def companies(rows: list[dict], ordinary: Ordinary) -> list[dict]:
    entities, seen = [], set()
    elsewhere = {letters(form) for kind, form in ordinary.known if kind == "organisation"}
    elsewhere |= {letters(row["name"]) for path in GAZETTEERS.glob("organisation.*.misp.csv") for row in gazetteer(path)}
    for row in rows:
        full = spelt(STATE.sub("", STATE.sub("", " ".join(row["name"].split()))), ordinary)
        name = SUFFIX.sub("", full).strip(" ,.")
        if row["exchange"] not in LISTED or row["cik"] in seen or FUND.search(full) or not usable(name):
            continue
        seen.add(row["cik"])
        if any(letters(form) in elsewhere for form in (full, name, TAIL.sub("", name), name.removeprefix("The "))):
            continue
        plain = all(ordinary.word(word) or ordinary.person(word) or ordinary.place(word) or len(word) < 3 for word in re.findall(r"[\w']+", name))
        entities.append({"id": f"cik:{int(row['cik'])}", "name": name, "type": "organisation", "subtype": "company", "aliases": set(),
                         "flags": "X" if plain or len(name) < 5 else "", "extra": f"ticker={row['ticker']}"})
    return [entity for entity in entities if not (entity["flags"] and " " not in entity["name"])]


def letters(name: str) -> str:
    """The list has no apostrophes: "Dr Reddys Laboratories"."""
    return re.sub(r"\W", "", name.casefold())


def usable(name: str) -> bool:
    return len(name) > 3 and re.search("[a-z]", name) is not None and re.fullmatch(r"[\w' .&!+-]+", name) is not None


def spelt(name: str, ordinary: Ordinary) -> str:
    """Capitals restored where the list has none: words are spelt as words, what is no word stays an acronym up to four letters."""
    if re.search("[a-z]", SUFFIX.sub("", name)):
        return name

    def word(match: re.Match) -> str:
        text = match[0]
        if len(text) <= 4 and not (ordinary.word(text) or ordinary.person(text) or ordinary.place(text)) and not SUFFIX.search(f" {text}"):
            return text
        return text.capitalize()

    words = re.sub(r"[A-Z][A-Z']*", word, name).split()
    return " ".join(w.lower() if n and w in SMALL else w for n, w in enumerate(words))


if __name__ == "__main__":
    main()
