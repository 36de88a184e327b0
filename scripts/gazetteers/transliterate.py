"""Cyrillic and Greek names in Latin letters, as English newspapers write them (Khrushchev, Zelenskyy, Tsipras)."""

import re

RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split()))
UKRAINIAN = RUSSIAN | dict(zip("гґеєиіїйь’", "h g e ye y i yi i _ _".split()))
BULGARIAN = RUSSIAN | {"щ": "sht", "ъ": "a", "х": "h"}
MACEDONIAN = dict(zip("абвгдѓежзѕијклљмнњопрстќуфхцчџш", "a b v g d gj e zh z dz i j k l lj m n nj o p r s t kj u f h c ch dzh sh".split()))
GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "a v g d e z i th i k l m n x o p r s t y f ch ps o s a e i i o y o i y i y".split()))
GREEK_PAIRS = (("ου", "u"), ("ού", "u"), ("μπ", "b"), ("ντ", "nt"), ("γκ", "gk"), ("γγ", "ng"), ("αυ", "av"), ("ευ", "ev"),
               ("εύ", "ev"), ("αύ", "av"), ("ει", "ei"), ("τσ", "ts"))
TABLES = {"ru": RUSSIAN, "uk": UKRAINIAN, "bg": BULGARIAN, "mk": MACEDONIAN, "el": GREEK}


def latin(text: str, language: str) -> str:
    """The name in Latin letters; unchanged where the language is not one of ours."""
    table = TABLES.get(language)
    if table is None or re.fullmatch(r"[A-Za-z' -]*", text):
        return text
    lower = text.lower()
    if language == "el":
        for pair, letters in GREEK_PAIRS:
            lower = lower.replace(pair, letters if pair not in ("ου", "ού") else "ou")
        lower = re.sub(r"^μπ", "b", lower)
    if language in ("ru", "uk"):
        lower = re.sub(r"(?<=[ьъ])е", "ye", lower)
        lower = re.sub(r"^е(?=.)", "ye", lower) if language == "ru" else lower
    out = "".join(table.get(letter, letter) for letter in lower).replace("_", "")
    if language == "ru":
        out = re.sub(r"(iy|yy)$", "y", out)
        out = out.replace("yev", "yev").replace("ksandr", "xander" if out.endswith("ksandr") else "ksandr")
    return "-".join(part[:1].upper() + part[1:] for part in out.split("-"))
