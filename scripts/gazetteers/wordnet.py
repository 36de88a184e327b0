"""Build the files of rivers, seas, mountains and islands, of people, bodies and wars of history, from WordNet 3.0.

In:  Debian wordnet-base; the authored files and word lists, to leave out what they have and what is ordinary.
Out: gazetteers/place.feature.wordnet.csv, person.historic.wordnet.csv, organisation.historic.wordnet.csv, event.historic.wordnet.csv.
Usage: wordnet.py [folder for downloads]
"""

import pathlib
import re
import sys
import tempfile

from ordinary import Ordinary
from sources import fetch, write_entities

KINDS = {"river": "river", "sea": "sea", "ocean": "sea", "gulf": "sea", "bay": "sea", "strait": "sea", "channel": "sea", "lake": "lake",
         "mountain_peak": "mountain", "range": "mountains", "volcano": "mountain", "island": "island", "archipelago": "island",
         "desert": "desert", "peninsula": "peninsula", "canal": "canal", "waterfall": "waterfall"}
DATES = re.compile(r"\((?:born (?:in |on )?|c\. |circa )?(\d{3,4})?(?:-(\d{3,4}))?\)")
TITLE = re.compile(r"(?:Sir|Dame|Lord|Lady|King|Queen|President|Saint|St\.|Pope|Emperor|Baron|Count|Duke|Prince|Princess|Marquis) |.* of | .* I+$")
BODIES = {"agency", "executive agency", "independent agency", "law enforcement agency", "executive department", "party", "association", "army", "corps",
          "nongovernmental organization", "international intelligence agency", "guerrilla force", "militia", "public school", "council", "service club",
          "Economic and Social Council commission", "company", "air force", "National Guard", "confederation"}
WAR = re.compile(r"\b(?:battle|war|wars|crusade|revolution|campaign|mutiny|rebellion|revolt)\b", re.IGNORECASE)
HEADER = ["source: WordNet 3.0", "package: debian:wordnet-base=1:3.0-37", "licence: WordNet",
          "attribution: WordNet 3.0 Copyright 2006 by Princeton University, all rights reserved"]


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    synsets = read(fetch("wordnet-base", folder) / "usr/share/wordnet/data.noun")
    ordinary = Ordinary()
    write_entities("place.feature.wordnet.csv", [*HEADER, "filter: waters, heights, islands, deserts; those that are places elsewhere left out"],
                   places(synsets, ordinary))
    write_entities("person.historic.wordnet.csv", [*HEADER, "filter: people with dates; full names only; those authored here left out"],
                   people(synsets, ordinary))
    write_entities("organisation.historic.wordnet.csv", [*HEADER, "filter: bodies named by two words or more; religions, generic names and those authored here left out"],
                   bodies(synsets, ordinary))
    write_entities("event.historic.wordnet.csv", [*HEADER, "filter: wars and battles by names that say so; those authored here left out"], wars(synsets, ordinary))


def read(path: pathlib.Path) -> dict[str, tuple[str, list[str], list[str], str, list[str]]]:
    """Offset: lexical file, lemmas, offsets of the classes it is an instance of, gloss, offsets of all its classes."""
    synsets = {}
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        facts, _, gloss = line.partition(" | ")
        fields = facts.split()
        count = int(fields[3], 16)
        lemmas = [fields[4 + 2 * i].replace("_", " ") for i in range(count)]
        pointers = fields[5 + 2 * count:]
        above = [(pointers[i], pointers[i + 1]) for i in range(0, len(pointers) - 3, 4) if pointers[i] in ("@i", "@")]
        instance_of, classes = [offset for mark, offset in above if mark == "@i"], [offset for _, offset in above]
        synsets[fields[0]] = (fields[1], lemmas, instance_of, gloss, classes)
    return synsets


def places(synsets, ordinary: Ordinary) -> list[dict]:
    classes = {offset: KINDS[lemma.replace(" ", "_")] for offset, (file, lemmas, *_) in synsets.items()
               for lemma in lemmas if file in ("17", "15", "06") and lemma.replace(" ", "_") in KINDS}
    entities = []
    for offset, (_, lemmas, instance_of, *_) in synsets.items():
        kind = next((classes[other] for other in instance_of if other in classes), None)
        if kind is None or any(ordinary.place(lemma) or ordinary.authored("place", lemma) for lemma in lemmas):
            continue
        forms = [lemma for lemma in lemmas if lemma[0].isupper() and len(lemma) > 2 and not ordinary.authored("nationality", lemma)]
        clear = sorted(forms, key=lambda form: (bool(flags(form, ordinary)), kind == "river" and not form.endswith(" River")))
        if clear:
            name, *others = clear
            entities.append({"id": f"wn30:{offset}", "name": name, "type": "place", "subtype": kind, "flags": flags(name, ordinary),
                             "aliases": {form + ("^X" if flags(form, ordinary) else "") for form in others if not ordinary.common(form)}})
    return entities


def flags(form: str, ordinary: Ordinary) -> str:
    return "X" if " " not in form and (ordinary.word(form) or ordinary.person(form)) else ""


def people(synsets, ordinary: Ordinary) -> list[dict]:
    entities = []
    for offset, (file, lemmas, instance_of, gloss, _) in synsets.items():
        dates = DATES.search(gloss)
        if file != "18" or not instance_of or not dates or not (dates[1] or dates[2]):
            continue
        singles = {lemma for lemma in lemmas if " " not in lemma}
        plain = dict.fromkeys(re.sub("^(Sir|Dame) (?=.* )", "", lemma) for lemma in lemmas)
        full = [lemma for lemma in plain if 2 <= len(lemma.split()) <= 4 and lemma.split()[-1] in singles and lemma[0].isupper()
                and not TITLE.match(lemma) and not any(ordinary.common(word) and not ordinary.person(word) for word in lemma.split())]
        if not full or any(ordinary.authored(kind, form) for form in lemmas for kind in ("person", "organisation")):
            continue
        name = min(full, key=lambda form: abs(len(form.split()) - 2))
        extra = ";".join(f"{key}={year}" for key, year in (("born", dates[1]), ("died", dates[2])) if year)
        entities.append({"id": f"wn30:{offset}", "name": name, "type": "person", "subtype": "historic", "extra": extra,
                         "aliases": {form for form in full if form != name}})
    return entities


def bodies(synsets, ordinary: Ordinary) -> list[dict]:
    entities = []
    for offset, (file, lemmas, *_, classes) in synsets.items():
        of = synsets[classes[0]][1][0] if classes else ""
        names = [lemma for lemma in lemmas if " " in lemma and lemma[0].isupper() and lemma.split()[-1][0].isupper()]
        if file != "14" or of not in BODIES or not names or any(ordinary.authored("organisation", lemma) for lemma in lemmas):
            continue
        name, *others = names
        plain = all(ordinary.common(word) for word in name.split())
        if plain and len(name.split()) == 2:
            continue
        acronyms = {f"{lemma}^CAS" for lemma in lemmas if lemma.isupper() and 3 <= len(lemma) <= 7 and " " not in lemma}
        entities.append({"id": f"wn30:{offset}", "name": name, "type": "organisation", "subtype": "party" if of == "party" else "historic",
                         "flags": "X" if plain else "", "aliases": {*others, *acronyms}})
    return entities


def wars(synsets, ordinary: Ordinary) -> list[dict]:
    entities = []
    for offset, (file, lemmas, instance_of, *_) in synsets.items():
        names = [lemma[0].upper() + lemma[1:] for lemma in lemmas if " " in lemma and WAR.search(lemma) and re.search("[A-Z]", lemma)]
        if file != "04" or not names or not instance_of or any(ordinary.authored("event", name) for name in names):
            continue
        name, *others = names
        entities.append({"id": f"wn30:{offset}", "name": name, "type": "event", "subtype": "historic", "aliases": set(others)})
    return entities


if __name__ == "__main__":
    main()
