"""Build gazetteers/names/given.csv and surname.csv: parts of personal names with how common they are.

In:  US Census 1990 (PyPI names), Faker's person providers (names of about 80 languages; Cyrillic and Greek are
     transliterated as newspapers do), gazetteers/names/{given,surname}.authored.txt (names neither has).
Out: name,freq,gender and name,freq; freq per 100,000 people in the US census, else SOMEWHERE_COMMON for each language.
Usage: names.py [folder for downloads]
"""

import ast
import collections
import pathlib
import re
import sys
import tempfile
import unicodedata

from transliterate import latin
from sources import GAZETTEERS, fetch, write_table

SOMEWHERE_COMMON = 5
NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
                         "Æ": "Ae", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A", "œ": "oe", "ʻ": "'", "’": "'"})
IRISH = set("""BANION BANNON BEIRNE BOYLE BRIAN BRIEN BRYAN BRYANT CALLAGHAN CARROLL CASEY CONNELL CONNER CONNOR DAY DEA DELL
    DONNELL DONOGHUE DONOHUE DOWD DRISCOLL DWYER FALLON FARRELL FERRELL FLAHERTY FLYNN GARA GORMAN GRADY HAGAN HALLORAN HANLON
    HARA HARE HEARN HERN HIGGINS KANE KEEFE KEEFFE KELLEY KELLY LEARY LOUGHLIN MAHONY MALLEY MARA MEARA MELIA NEAL NEIL NEILL
    QUINN REGAN REILLY RIORDAN ROURKE RYAN SHAUGHNESSY SHEA SHIELDS STEEN SULLIVAN TOOLE""".split())
ITALIAN = set("""ADDARIO AGOSTINO ALESSANDRO ALESSIO AMATO AMBROSIO AMICO ANDREA ANGELO ANNA ANTONIO AQUINO ARCY AUGUSTINE AURIA
    ELIA ERAMO ERRICO ONOFRIO ORAZIO SOUZA""".split())


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    census, faker = fetch("names", folder) / "names", fetch("Faker", folder) / "faker/providers/person"
    given, surname, genders = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    read_census(census, given, surname, genders)
    languages = {"given": collections.defaultdict(set), "surname": collections.defaultdict(set)}
    for path in sorted(faker.glob("*/__init__.py")):
        read_faker(path, languages, genders)
    for kind, counter in (("given", given), ("surname", surname)):
        read_authored(GAZETTEERS / f"names/{kind}.authored.txt", languages[kind], genders if kind == "given" else None)
        for name, where in languages[kind].items():
            counter[name] = max(counter[name], SOMEWHERE_COMMON * len(where))
        for name in [name for name in counter if name != plain(name)]:
            counter[plain(name)] = max(counter[plain(name)], counter[name])
            if kind == "given":
                genders[plain(name)] += genders[name]
    header = ["source: US Census 1990 name frequencies; Faker person providers; names authored for this project",
              "package: pypi:names==0.3.0 pypi:Faker==40.54.0",
              "licence: LicenseRef-public-domain AND MIT",
              "attribution: Faker Copyright (c) 2012 Daniele Faraglia and contributors",
              "changed: single words only, case restored (McDonald, O'Brien), Cyrillic and Greek transliterated, plain-letter spellings added",
              f"freq: per 100,000 in the census, else {SOMEWHERE_COMMON} for each language that has it"]
    write_table(GAZETTEERS / "names/given.csv", header + ["gender: f, m, or u for both or unknown"], "name,freq,gender",
                [f"{name},{freq},{gender(genders[name])}" for name, freq in sorted(given.items())])
    write_table(GAZETTEERS / "names/surname.csv", header, "name,freq", [f"{name},{freq}" for name, freq in sorted(surname.items())])


def read_census(folder: pathlib.Path, given, surname, genders) -> None:
    rows = {sex: [line.split() for line in open(folder / f"dist.{sex}")] for sex in ("all.last", "female.first", "male.first")}
    known = {row[0] for row in rows["all.last"]}
    for word, percent, *_ in rows["all.last"]:
        for name in restored(word, known):
            surname[name] = max(1, round(1000 * float(percent)))
    for sex in ("female", "male"):
        for word, percent, *_ in rows[f"{sex}.first"]:
            if len(word) > 1:
                given[word.title()] += max(1, round(500 * float(percent)))
                genders[word.title()][sex[0]] += max(1, round(500 * float(percent)))


def restored(word: str, known: set[str]) -> list[str]:
    """The usual spellings of a surname the census writes in capitals only."""
    if len(word) < 2:
        return []
    if word.startswith("MC") and len(word) > 3:
        return ["Mc" + word[2:].title()]
    if word.startswith("MAC") and "MC" + word[3:] in known and len(word) > 5:
        return [word.title(), "Mac" + word[3:].title()]
    if word[:1] == "O" and word[1:] in IRISH:
        return ["O'" + word[1:].title(), word.title()]
    if word[:1] == "D" and word[1:] in ITALIAN:
        return ["D'" + word[1:].title(), word.title()]
    return [word.title()]


def read_faker(path: pathlib.Path, languages, genders) -> None:
    """Collect the string constants of every first_name… and last_name… table of one language."""
    language = path.parent.name.split("_")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, (ast.Assign, ast.AnnAssign)):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        table = getattr(target, "id", "")
        kind = "given" if table.startswith("first_") else "surname" if re.match(r"last_|(male|female|unisex)_last", table) else None
        if kind is None or "kana" in table:
            continue
        sex = "f" if "female" in table else "m" if "male" in table else ""
        for text in (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)):
            name = latin(text.strip(), language)
            if is_name(name):
                languages[kind][name].add(language)
                if kind == "given" and sex:
                    genders[name][sex] += 1


def read_authored(path: pathlib.Path, languages, genders) -> None:
    """Lines `language [f|m]: Name Name …`."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        label, names = line.split(":", 1)
        language, *sex = label.split()
        for name in names.split():
            languages[name].add(language)
            if genders is not None and sex:
                genders[name][sex[0]] += 1


def is_name(text: str) -> bool:
    return (len(text) > 1 and NAME.fullmatch(text) is not None and text[0].isupper()
            and all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())
            and not text.isupper())


def plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def gender(votes: collections.Counter) -> str:
    female, male = votes["f"], votes["m"]
    return "f" if female > 4 * male else "m" if male > 4 * female else "u"


if __name__ == "__main__":
    main()
