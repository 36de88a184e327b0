"""Build the files of threat actors, malware, intelligence services, security and surveillance firms and the universities of
China's defence industry from the MISP galaxy.

In:  PyPI pymispgalaxies (names, synonyms and countries only; no links, notes or descriptions); words/forms.csv and
     names/*.csv, to know which one-word names are ordinary words or names of people.
Out: gazetteers/organisation.{threat-actor,intelligence,surveillance,company,university}.misp.csv, product.malware.misp.csv.
Left out: the cluster of drones, whose countries are those of users and many of whose names are made up ("E300 Canadian").
Usage: misp.py [folder for downloads]
"""

import json
import pathlib
import re
import sys
import tempfile

from ordinary import Ordinary, rows
from sources import GAZETTEERS, fetch, write_entities

MITRE_NOTICE = "© The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation."
MISP_NOTICE = "Copyright (c) 2015-2018 CIRCL and the contributors to the MISP project"
LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ' .&@+/-]+")
TAIL = re.compile(r" - [GS]\d{4}$|\s*\((?:page does not exist|[A-Za-z .]+|Fake|[A-Z]+ Trojan|[^()A-Za-z]+)\)$|\s*\[[^]]*\]$")
CODE = re.compile(r"[A-Z]?\d+|[GS]\d{4}|\S*\.(?:exe|dll|py|js)|Group ?\d+|group[_-].*", re.IGNORECASE)
GENERIC = re.compile(r"\b(ransomware|trojan|virus|malware|operation)\b", re.IGNORECASE)
SITE = re.compile(r"\b(?:blogs?|news|report|boulevard)\b|\.\w+$", re.IGNORECASE)


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    clusters = fetch("pymispgalaxies", folder) / "pymispgalaxies/data/misp-galaxy/clusters"
    ordinary = Ordinary()
    actors = merged(clusters, ordinary, "organisation", "threat-actor", ["threat-actor", "mitre-intrusion-set", "microsoft-activity-group"])
    write("organisation.threat-actor.misp.csv", True, actors)
    write("product.malware.misp.csv", True, merged(clusters, ordinary, "product", "malware", [
        "mitre-malware", "tool", "ransomware", "mitre-tool"]))
    write("organisation.intelligence.misp.csv", False, merged(clusters, ordinary, "organisation", "intelligence", ["intelligence-agencies"]))
    known = {form.partition("^")[0].casefold() for actor in actors for form in (actor["name"], *actor["aliases"])}
    vendors = merged(clusters, ordinary, "organisation", "surveillance-vendor", ["surveillance-vendor"])
    write("organisation.surveillance.misp.csv", False, [vendor for vendor in vendors if vendor["name"].casefold() not in known])
    producers = merged(clusters, ordinary, "organisation", "company", ["producer"])
    firms = [firm for firm in producers if not firm["flags"] and not SITE.search(firm["name"]) and not ordinary.authored("product", firm["name"])]
    write("organisation.company.misp.csv", False, firms)
    universities = merged(clusters, ordinary, "organisation", "university", ["china-defence-universities"])
    write("organisation.university.misp.csv", False, [of_china(entity, ordinary) for entity in universities if " " in entity["name"]])


def write(file: str, mitre: bool, entities: list[dict]) -> None:
    licence = "BSD-2-Clause AND LicenseRef-MITRE-ATTACK" if mitre else "BSD-2-Clause"
    attribution = MISP_NOTICE + ("; " + MITRE_NOTICE if mitre else "")
    write_entities(file, ["source: MISP galaxy" + (" and MITRE ATT&CK" if mitre else ""), "package: pypi:pymispgalaxies==1.1.1",
                          f"licence: {licence}", f"attribution: {attribution}",
                          "filter: names, synonyms and countries only; codes, file names, lower-case names, and single words that are ordinary or name people or places left out; "
                          "entries that share a name merged, those authored here already left out"], entities)


def merged(clusters: pathlib.Path, ordinary: Ordinary, kind: str, subtype: str, files: list[str]) -> list[dict]:
    """One entity for all entries that share a form; the first entry gives id and name."""
    owner, entities, codes = {}, [], country_codes()
    for file in files:
        for value in json.loads((clusters / f"{file}.json").read_text("utf-8"))["values"]:
            meta = value.get("meta", {})
            synonyms = meta.get("synonyms", [])
            name, *others = [clean(form) for form in [value["value"], *(synonyms if isinstance(synonyms, list) else [synonyms])]]
            forms = [form for form in dict.fromkeys([name, *others]) if usable(form, ordinary)]
            if not usable(name, ordinary) or any(ordinary.authored(kind, form) for form in forms):
                continue
            entity = next((owner[form.casefold()] for form in forms if form.casefold() in owner), None)
            if entity is None:
                country = codes.get(str(meta.get("country", "")).casefold(), meta.get("country", ""))
                entity = {"id": f"misp:{value['uuid']}", "name": name, "type": kind, "subtype": subtype, "forms": [],
                          "country": country if isinstance(country, str) and re.fullmatch("(?!EU)[A-Z]{2}", country) else ""}
                entities.append(entity)
            for form in forms:
                if form.casefold() not in owner:
                    owner[form.casefold()] = entity
                    entity["forms"].append(form)
    for entity in entities:
        forms = entity.pop("forms")
        entity["flags"] = flags(entity["name"])
        entity["aliases"] = {with_flags(form) for form in forms if form != entity["name"]}
    return entities


def country_codes() -> dict[str, str]:
    """Countries by the names that the galaxy gives them."""
    countries = rows(GAZETTEERS / "place.country.cldr.csv")
    names = {name.partition("^")[0].casefold(): row["country"] for row in countries for name in [row["name"], *row["aliases"].split("|")]}
    return names | {"united states of america": "US", "uk": "GB"}


def of_china(entity: dict, ordinary: Ordinary) -> dict:
    """A name without a place in it could be that of any country."""
    somewhere = any(ordinary.place(word) for word in entity["name"].split()) or "China" in entity["name"]
    return entity | {"country": "CN", "flags": entity["flags"] or ("" if somewhere else "X")}


def clean(form: str) -> str:
    form = " ".join(str(form).split())
    while TAIL.search(form):
        form = TAIL.sub("", form).strip()
    return form


def usable(form: str, ordinary: Ordinary) -> bool:
    """A name a newspaper could print: Latin letters, a capital, no code, no file name, not the words alone of a news text."""
    if len(form) < 3 or len(form) > 60 or not LATIN.fullmatch(form) or CODE.fullmatch(form) or not re.search("[A-Z]", form):
        return False
    words = form.split()
    if len(words) == 1 and (ordinary.word(form) or ordinary.person(form) or ordinary.place(form)):
        return False
    return not (len(words) > 1 and all(ordinary.common(word) for word in words) and not form.istitle() and not form.isupper())


def flags(form: str) -> str:
    """X for a name with a generic word in it, and for a short one."""
    return "X" if GENERIC.search(form) or len(form) <= 4 else ""


def with_flags(form: str) -> str:
    found = flags(form)
    return f"{form}^{found}" if found else form


if __name__ == "__main__":
    main()
