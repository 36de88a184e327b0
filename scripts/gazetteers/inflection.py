"""The regular inflections of English, as candidates: spelling decides, the caller keeps the forms that exist."""

import re


def doubled(stem: str) -> str | None:
    """stop: stopp; visit: visitt (a candidate only)."""
    if re.search(r"[^aeiou][aeiouy][bdfgklmnprstvz]$|qu[aeiou][dptz]$", stem):
        return stem + ("k" if stem.endswith("c") else stem[-1])
    return stem + "k" if stem.endswith("c") else None


def doubles_surely(stem: str) -> bool:
    """One syllable, one vowel, one consonant at the end: the doubled form is the only one."""
    return len(re.findall(r"[aeiouy]+", stem)) == 1 and doubled(stem) is not None and not stem.endswith("c")


def with_s(word: str) -> list[str]:
    """Plural of a noun, third person of a verb."""
    if re.search(r"[^aeiou]y$|quy$", word):
        return [word[:-1] + "ies"]
    if re.search(r"(s|x|z|ch|sh)$", word):
        quiz = [word + word[-1] + "es"] if re.search(r"[^aeiou][aeiou][sz]$|quiz$", word) else []
        return [word + "es"] + quiz
    if re.search(r"[^aeiou]o$", word):
        return [word + "es", word + "s"]
    return [word + "s"]


def with_ending(word: str, ending: str) -> list[str]:
    """Add -ed, -er or -est."""
    if word.endswith("e"):
        return [word + ending[1:]]
    if re.search(r"[^aeiou]y$", word):
        return [word[:-1] + "i" + ending]
    return both(word, ending)


def with_ing(word: str) -> list[str]:
    if word.endswith("ie"):
        return [word[:-2] + "ying"]
    if word.endswith("e") and not re.search(r"(ee|oe|ye)$", word) and word != "be":
        return [word[:-1] + "ing", word + "ing"]
    return both(word, "ing")


def both(word: str, ending: str) -> list[str]:
    twice = doubled(word)
    if twice is None:
        return [word + ending]
    if doubles_surely(word):
        return [twice + ending] if word[-1] != "s" else [twice + ending, word + ending]
    return [word + ending, twice + ending]
