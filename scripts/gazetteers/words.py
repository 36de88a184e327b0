"""Build gazetteers/words/forms.csv: every common English word form with its parts of speech.

In:  WordNet 3.0 (lemmas, exceptions, sense counts), SCOWL (which forms exist, how common they are),
     irregular-verbs.txt, gazetteers/words/{function.csv,forms.authored.csv}.
Out: form,level,pos,lemma,count.
Usage: words.py [folder for downloads]
"""

import collections
import csv
import pathlib
import re
import sys
import tempfile

from inflection import with_ending, with_ing, with_s
from sources import GAZETTEERS, HERE, fetch, write_table

LEVELS = (10, 20, 35, 40, 50, 55, 60)
ONLY_WORDNET = 70
COMMON = 20  # inflected forms SCOWL lacks are believed only for lemmas at least as common as this
DIALECTS = "english american british british_z canadian australian variant_1 british_variant_1 canadian_variant_1 australian_variant_1"
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")

# How a lemma's occurrences divide among its forms: round numbers for news text, which tells in the past tense.
SHARES = {"NN": 0.7, "NNS": 0.3, "VB": 0.35, "VBZ": 0.1, "VBD": 0.3, "VBN": 0.2, "VBG": 0.12,
          "JJ": 1.0, "JJR": 0.04, "JJS": 0.03, "RB": 1.0, "RBR": 0.04, "RBS": 0.02}
BASES = {"noun": "NN", "verb": "VB", "adj": "JJ", "adv": "RB"}

# Plural in grammar though WordNet lists them as lemmas of their own.
PLURAL_ONLY = set("people police cattle clergy media data troops goods clothes clothing proceeds outskirts trousers jeans "
                  "scissors premises savings earnings sales talks belongings surroundings authorities valuables shorts pants "
                  "glasses remains thanks odds spoils dregs ashes arms hostilities elections riches amends binoculars "
                  "pyjamas pajamas tights groceries leftovers folks vermin poultry alumni".split()) - {"clothing", "poultry"}

CLOSED = set("DT PDT PRP PRP$ EX IN TO CC MD WDT WP WP$ WRB CD".split())
CLOSED_VERBS = {"be", "have", "do"}

# Open-class readings of closed-class forms that are real; all others are dropped
# (WordNet knows "in" as inch, "as" as arsenic, "has" as a plural of "ha").
KEPT = {form: readings.split() for form, readings in {
    "above": "JJ", "bar": "NN VB", "being": "NN", "barring": "VBG", "billion": "NN", "billions": "NNS", "can": "NN VB",
    "concerning": "VBG", "considering": "VBG", "counting": "VBG", "dare": "VB", "dozen": "NN", "dozens": "NNS", "done": "JJ",
    "down": "JJ VB", "eight": "NN", "except": "VB", "excluding": "VBG", "failing": "VBG NN", "following": "NN VBG JJ",
    "given": "VBN JJ", "half": "NN JJ", "hundred": "NN", "hundreds": "NNS", "in": "JJ", "including": "VBG", "inside": "NN JJ",
    "involving": "VBG", "less": "JJR RBR", "like": "VB JJ NN", "many": "JJ", "might": "NN", "million": "NN", "millions": "NNS",
    "mine": "NN VB", "minus": "NN", "near": "JJ VB", "nearby": "JJ", "need": "NN VB", "nine": "NN", "off": "JJ", "on": "JJ",
    "opposite": "JJ NN", "out": "JJ", "outside": "JJ NN", "over": "JJ", "past": "NN JJ", "pending": "JJ", "plus": "NN",
    "provided": "VBD VBN", "providing": "VBG", "regarding": "VBG", "respecting": "VBG", "round": "NN VB JJ", "save": "VB NN",
    "score": "NN VB", "someone": "NN", "such": "JJ", "supposing": "VBG", "thousand": "NN", "thousands": "NNS",
    "trillion": "NN", "trillions": "NNS", "under": "JJ", "unlike": "JJ", "up": "JJ VB", "while": "NN", "will": "NN VB",
    "worth": "NN JJ", "yet": "RB", "zero": "NN", "assuming": "VBG", "excepting": "VBG",
}.items()}


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    levels = scowl_levels(fetch("scowl", folder) / "usr/share/dict/scowl")
    wordnet = fetch("wordnet-base", folder) / "usr/share/wordnet"
    weights = {pos: lemma_weights(wordnet, pos) for pos in BASES}
    rows = collections.defaultdict(float)
    add_nouns(rows, weights["noun"], exceptions(wordnet, "noun"), levels)
    add_verbs(rows, weights["verb"], exceptions(wordnet, "verb"), levels)
    add_compared(rows, weights["adj"], exceptions(wordnet, "adj"), levels, "JJ")
    add_compared(rows, weights["adv"], exceptions(wordnet, "adv"), levels, "RB")
    add_unknown(rows, levels)
    drop_closed_class(rows)
    authored = set(read_columns(GAZETTEERS / "words/forms.authored.csv", "form", "pos", "lemma"))
    lines = [f"{form},{levels.get(form, ONLY_WORDNET)},{pos},{lemma},{max(1, round(count))}"
             for (form, pos, lemma), count in sorted(rows.items()) if (form, pos, lemma) not in authored]
    write_table(GAZETTEERS / "words/forms.csv", [
        "source: WordNet 3.0; SCOWL 2020.12.07; irregular verbs authored for this project",
        "package: debian:wordnet-base=1:3.0-37 debian:scowl=2020.12.07-2",
        "licence: WordNet AND SCOWL",
        "attribution: WordNet 3.0 Copyright 2006 by Princeton University, all rights reserved; SCOWL Copyright 2000-2020 by Kevin Atkinson",
        "changed: single lower-case words only; inflected forms generated; words SCOWL alone has are tagged by their endings",
        "level: smallest SCOWL level of the form (10 commonest to 60), 70 = not in SCOWL; VB is base and present plural alike",
        "count: ten times WordNet's sense counts plus the number of senses, divided among the lemma's forms; the largest is the likeliest reading",
    ], "form,level,pos,lemma,count", lines)


# What the sources say

def scowl_levels(folder: pathlib.Path) -> dict[str, int]:
    levels: dict[str, int] = {}
    for level in LEVELS:
        for dialect in DIALECTS.split():
            path = folder / f"{dialect}-words.{level}"
            if path.exists():
                for word in path.read_text("latin-1").split():
                    if WORD.fullmatch(word) and not word.endswith("'s"):
                        levels.setdefault(word, level)
    return levels


def lemma_weights(folder: pathlib.Path, pos: str) -> dict[str, int]:
    """Ten times the tagged occurrences of a lemma's lower-case senses, plus the number of those senses."""
    spelling = {}  # synset offset: its words as written
    for line in open(folder / f"data.{pos}", encoding="latin-1"):
        if not line.startswith(" "):
            fields = line.split(" | ")[0].split()
            words = fields[4:4 + 2 * int(fields[3], 16):2]
            spelling[fields[0]] = {re.sub(r"\(\w+\)$", "", word) for word in words}
    tagged: dict[tuple[str, int], int] = collections.Counter()
    kinds = {"noun": "1", "verb": "2", "adj": "35", "adv": "4"}[pos]
    for line in open(folder / "cntlist.rev", encoding="latin-1"):
        key, sense, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest[0] in kinds:
            tagged[lemma, int(sense)] += int(count)
    weights = {}
    for line in open(folder / f"index.{pos}", encoding="latin-1"):
        fields = line.split()
        if line.startswith(" ") or not WORD.fullmatch(fields[0]):
            continue
        lemma, senses = fields[0], fields[-int(fields[2]):]
        own = [number for number, offset in enumerate(senses, 1) if lemma in spelling[offset]]
        if own:
            weights[lemma] = 10 * sum(tagged[lemma, number] for number in own) + len(own)
    return weights


def exceptions(folder: pathlib.Path, pos: str) -> dict[str, list[str]]:
    """Lemma: its irregular forms."""
    forms = collections.defaultdict(list)
    for line in open(folder / f"{pos}.exc"):
        form, *lemmas = line.split()
        for lemma in lemmas:
            if WORD.fullmatch(form) and form != lemma:
                forms[lemma].append(form)
    return forms


def read_columns(path: pathlib.Path, *columns: str) -> list[tuple[str, ...]]:
    if not path.exists():
        return []
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("# ")]
    return [tuple(row[column] for column in columns) for row in csv.DictReader(lines)]


# What forms a lemma has

def existing(candidates: list[str], lemma: str, levels: dict[str, int]) -> list[str]:
    """Those SCOWL has; of a common lemma the first candidate even if it has none."""
    found = [form for form in candidates if form in levels]
    return found or (candidates[:1] if levels.get(lemma, ONLY_WORDNET) <= COMMON else [])


def add(rows, forms: list[str], pos: str, lemma: str, weight: float) -> None:
    for form in dict.fromkeys(forms):
        rows[form, pos, lemma] = max(rows[form, pos, lemma], weight * SHARES[pos])


def add_nouns(rows, weights, irregular, levels) -> None:
    plural_of = {plural: lemma for lemma in weights for plural in with_s(lemma)}
    for lemma, weight in weights.items():
        singular = plural_of.get(lemma)
        if lemma in PLURAL_ONLY or singular and weights[singular] > weight:
            add(rows, [lemma], "NNS", singular or lemma, weight / SHARES["NNS"])
            continue
        add(rows, [lemma], "NN", lemma, weight)
        known = [form for form in irregular.get(lemma, []) + with_men(lemma) if form in levels]
        regular = [form for form in with_s(lemma) if form in levels and not with_men(lemma)]
        add(rows, known + regular or existing(with_s(lemma), lemma, levels), "NNS", lemma, weight)


def with_men(lemma: str) -> list[str]:
    """policeman: policemen; the caller keeps them only where SCOWL has them (not Germen)."""
    return [lemma[:-3] + "men"] if lemma.endswith("man") and lemma not in {"human", "german", "roman", "shaman", "talisman", "caiman", "ottoman"} else []


def add_verbs(rows, weights, irregular, levels) -> None:
    strong = strong_verbs(weights)
    for lemma, weight in weights.items():
        add(rows, [lemma], "VB", lemma, weight)
        add(rows, existing(with_s(lemma), lemma, levels), "VBZ", lemma, weight)
        participles = [form for form in irregular.get(lemma, []) if form.endswith("ing") and form in levels]
        add(rows, participles + existing(with_ing(lemma), lemma, levels)[:2], "VBG", lemma, weight)
        if lemma in strong:
            past, participle = strong[lemma]
        else:
            regular = [form for form in irregular.get(lemma, []) if form.endswith("ed") and form in levels]
            past = participle = regular + existing(with_ending(lemma, "ed"), lemma, levels)
        add(rows, past, "VBD", lemma, weight)
        add(rows, participle, "VBN", lemma, weight)


def strong_verbs(weights) -> dict[str, tuple[list[str], list[str]]]:
    """The verbs of irregular-verbs.txt and those WordNet has with a prefix before one of them."""
    table = {}
    for line in open(HERE / "irregular-verbs.txt"):
        if not line.startswith("#"):
            base, past, participle = line.split()
            table[base] = (past.split("/"), participle.split("/"))
    prefixes = "re over under out with un up mis fore off inter by in de for pre co sub"
    for prefix in prefixes.split():
        for base in [base for base in table if prefix + base in weights]:
            if (prefix + base) not in table and (prefix, base) not in {("be", "set"), ("de", "light"), ("re", "lay"), ("for", "go")}:
                past, participle = table[base]
                table[prefix + base] = ([prefix + form for form in past], [prefix + form for form in participle])
    return table


def add_compared(rows, weights, irregular, levels, pos: str) -> None:
    for lemma, weight in weights.items():
        add(rows, [lemma], pos, lemma, weight)
        known = irregular.get(lemma, [])
        for ending, degree in (("er", "R"), ("est", "S")):
            if lemma.endswith(("er", "est", "ly")) and pos == "RB" or len(lemma) < 3 or "-" in lemma:
                continue
            forms = [form for form in known if form.endswith(ending)] + with_ending(lemma, ending)
            add(rows, [form for form in forms if form in levels and form != lemma], pos + degree, lemma, weight)
    if pos == "JJ":
        for form, lemma in (("better", "good"), ("worse", "bad"), ("further", "far"), ("elder", "old")):
            add(rows, [form], "JJR", lemma, weights.get(lemma, 1))
        for form, lemma in (("best", "good"), ("worst", "bad"), ("furthest", "far"), ("eldest", "old")):
            add(rows, [form], "JJS", lemma, weights.get(lemma, 1))


def add_unknown(rows, levels) -> None:
    """Tag the words SCOWL has and WordNet lacks by their endings and by the family of forms around them."""
    known = {form for form, _, _ in rows}
    rest = {word for word in levels if word not in known and "'" not in word and len(word) > 3}
    for word in sorted(rest):
        for prefix in ("un", "re", "non", "over", "under", "out", "pre", "anti", "dis", "mis", "super", "inter"):
            stem = word.removeprefix(prefix)
            if stem != word and len(stem) > 3 and stem in known:
                for form, pos, lemma in [row for row in by_form(rows, stem)]:
                    add(rows, [word], pos, prefix + lemma, 1 / SHARES[pos])
                break
        else:
            tag_by_family(rows, word, levels)


def by_form(rows, form: str, index={}) -> list[tuple[str, str, str]]:
    if not index:
        for row in list(rows):
            index.setdefault(row[0], []).append(row)
    return index.get(form, [])


def tag_by_family(rows, word: str, levels) -> None:
    pasts, ings, plurals = with_ending(word, "ed"), with_ing(word), with_s(word)
    is_verb = any(form in levels for form in pasts) and any(form in levels for form in ings)
    if is_verb:
        add(rows, [word], "VB", word, 3)
        add(rows, [form for form in plurals if form in levels], "VBZ", word, 3)
        add(rows, [form for form in pasts if form in levels], "VBD", word, 3)
        add(rows, [form for form in pasts if form in levels], "VBN", word, 3)
        add(rows, [form for form in ings if form in levels], "VBG", word, 3)
    elif any(form in levels for form in plurals) and not word.endswith("s"):
        add(rows, [word], "NN", word, 2)
        add(rows, [form for form in plurals if form in levels], "NNS", word, 3)
    elif re.search(r"(ness|ship|ism|tion|ment|hood|graphy|ology|ity)$", word):
        add(rows, [word], "NN", word, 2)
    elif word.endswith("ly"):
        add(rows, [word], "RB", word, 1)
    elif word.endswith("s") and by_form(rows, word[:-1]):
        add(rows, [word], "NNS", word[:-1], 3)
    elif word.endswith("ing") and (stems := [stem for stem in stems_of_ing(word) if by_form(rows, stem)]):
        add(rows, [word], "VBG", stems[0], 3)
    elif re.search(r"(able|ible|ful|less|ish|ic|ical|al|ous|ive|like|proof|worthy|ier|iest|y|ed|ary|ese|ian|esque|most)$", word):
        add(rows, [word], "JJ", word, 1)


def closed_class() -> set[str]:
    words = read_columns(GAZETTEERS / "words/function.csv", "form", "pos", "lemma")
    return {form for form, pos, lemma in words if pos in CLOSED or lemma in CLOSED_VERBS}


def stems_of_ing(word: str) -> list[str]:
    stem = word[:-3]
    return [stem, stem + "e", *([stem[:-1]] if stem[-2:-1] == stem[-1:] else [])]


def drop_closed_class(rows) -> None:
    closed = closed_class()
    for form, pos, lemma in list(rows):
        if form in closed and pos not in KEPT.get(form, []) or lemma in closed and pos in ("JJR", "JJS", "RBR", "RBS"):
            del rows[form, pos, lemma]


if __name__ == "__main__":
    main()
