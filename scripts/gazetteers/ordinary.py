"""Which words are ordinary, or names of people, places, or what is authored here already: asked by the scripts that flag ambiguous names.

In:  gazetteers/words/{forms,forms.authored,function}.csv, names/{given,surname}.csv, the place and authored entity files.
Out: answers; nothing is written.
"""

import csv
import pathlib

from sources import GAZETTEERS

COMMON = 35  # SCOWL level up to which a word belongs to any newspaper


class Ordinary:
    def __init__(self) -> None:
        self.levels = {row["form"]: int(row["level"]) for row in rows(GAZETTEERS / "words/forms.csv")}
        self.levels |= {row["form"]: int(row["level"]) for row in rows(GAZETTEERS / "words/forms.authored.csv")}
        self.levels |= {row["form"]: 10 for row in rows(GAZETTEERS / "words/function.csv")}
        self.people = {row["name"].casefold() for kind in ("given", "surname") for row in rows(GAZETTEERS / f"names/{kind}.csv")}
        self.places = {row["name"].casefold() for path in sorted(GAZETTEERS.glob("place.*.csv"))
                       if "wordnet" not in path.name for row in rows(path)}
        self.known = {(row["type"], alias.partition("^")[0].casefold()) for path in sorted(GAZETTEERS.glob("*.authored.csv"))
                      for row in rows(path) for alias in [row["name"], *row["aliases"].split("|")]}
        self.people |= {word for kind, form in self.known if kind == "person" for word in form.split()}

    def authored(self, kind: str, form: str) -> bool:
        return (kind, form.casefold()) in self.known

    def word(self, form: str) -> bool:
        return form.casefold() in self.levels

    def common(self, form: str) -> bool:
        return self.levels.get(form.casefold(), 99) <= COMMON

    def person(self, form: str) -> bool:
        return form.casefold() in self.people

    def place(self, form: str) -> bool:
        return form.casefold() in self.places


def rows(path: pathlib.Path):
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("# ")]
    return csv.DictReader(lines)
