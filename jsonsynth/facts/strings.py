"""Strings in a text: whether they stand there whole, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from jsonsynth.facts.concepts import Concept
from jsonsynth.facts.languages import language_of, languages
from jsonsynth.facts.lexicon import Lexicon
from jsonsynth.facts.reading import MARK
from jsonsynth.facts.spans import Spans, small_words
from jsonsynth.facts.tokens import STRIPPED

__all__ = ["Surroundings", "list_gap", "mark", "masked"]

# what most often stands around a string that is whole
_AROUND, _BEHIND = frozenset(' "\n['), frozenset(("", *' ,;:!?"\n])'))
_NEXT = re.compile(r" ([^\s]+)(?: ([^\s]+))?")
_OWNERS = ("'s", "’s")
_POLITE = frozenset(("Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres"))
_FIRST = re.compile(r"(?:\A|[.!?:;\n|>\]*])\s*[(\"“„«]?\Z")
_OPENING = re.compile(r"[\"“„«=:(\[*|]")


def mark(index: int) -> str:
    """Return the character that stands for the string of an index."""
    return chr(MARK + index)


def _bounded(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if (left in _AROUND or not left) and right in _BEHIND:
        return True
    if left.isalnum() or (left and left in "-@_/.+" and text[start - 2 : start - 1].isalnum()):
        return False
    if right.isalnum() or right == "_":
        return False
    return not (right and right in "-@./" and text[end + 1 : end + 2].isalnum())


def _places(text: str, value: str) -> list[int]:
    places: list[int] = []
    length = len(value)
    start = text.find(value)
    while start >= 0:
        if _bounded(text, start, start + length):
            places.append(start)
        start = text.find(value, start + 1)
    return places


def masked(text: str, value: str, index: int) -> str:
    """Replace a string by its mark wherever it stands as words of its own."""
    start = text.rfind(value)
    while start >= 0:
        end = start + len(value)
        if _bounded(text, start, end):
            text = f"{text[:start]}{mark(index)}{text[end:]}"
        start = text.rfind(value, 0, start)
    return text


_AND = r"(?:[&+/]|and|und|et|y|e|ed|i)"
_FORMS = (
    *("Inc", "Ltd", "LLC", "LLP", "PLC", "Corp", "GmbH", "AG", "KG", "SE", "SA", "S.A", "SL", "S.L", "SpA", "S.p.A"),
    *("Srl", "S.r.l", "Lda", "Ltda", "SARL", "SAS", "BV", "NV", "Jr", "Sr", "Junior", "Júnior", "II", "III", "IV"),
    *("der Ältere", "der Jüngere", "der Große", "die Ältere", "die Jüngere", "die Große", "d. Ä", "d. J"),
)


# a first look that is cheap: a sign, a word with a capital behind a comma or a short one, a short one before it
_MAY_GO_ON = re.compile(r",? (?:[&+/(]|\w{1,8}['’. -](?:\w{1,5} ){0,2}(?:[ld]['’])?[^\W\d_a-zà-ýß]|[A-Z]|et al)")


@lru_cache(maxsize=16)
def _rest(language: str, site: bool) -> re.Pattern[str]:
    """What goes on with a name behind it, with that of a ``site`` more; a group holds the word that one joins to it."""
    kin = "|".join(dict.fromkeys(word for one in languages().values() for word in one.words["kin"]))
    lists = [language_of(language).words[name].values() for name in (("joining", "lying") if site else ("joining",))]
    joining = "|".join(" ".join(one) for said in chain.from_iterable(lists) for one in said)
    capital = r"[^\W\d_a-zà-ýß]"
    aside = "" if language in _NOUNS else rf"| \(({capital}[^\W\d_A-ZÀ-Ý]+)(?: {capital}[^\W\d_]+)?\)"
    return re.compile(
        rf"(?: (?:{joining})){{1,3}} (?:[ldLD]['’])?({capital}\S*)| (?:(?:d|dell|o)['’]|(?:al|el|ben)-)(?={capital})"
        rf"| {_AND} (?:{kin})(?!\w)| [&+/] ?(?:{capital}|(?:{kin.lower()})(?!\w))| et al\b"
        rf"|,? (?:{'|'.join(map(re.escape, _FORMS))})(?!\w){aside}"
    )


_OF = frozenset(
    [
        *("of", "de", "do", "da", "dos", "das", "del", "di", "della", "dello", "dei", "degli", "delle", "du", "des"),
        *("ao", "aos", "al", "alla", "ai", "agli", "alle", "aux"),
    ]
)  # join a noun to one before it
_NOUNS = ("de", "")  # languages, or none that is known, whose nouns have capitals


class Surroundings:
    """The words that may stand beside a whole string, in a language; ``lexicon``: its cues; ``spans``: those in it."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._small, self._particles = small_words(language)
        self.lexicon, self.spans = lexicon, Spans(language, lexicon)
        self._nouns = language in _NOUNS
        words = language_of(language).words
        self._articles, self._possessives = words["determiners"].keys(), words["possessives"].keys()
        self._rest, self._lies = _rest(language, False), _rest(language, True)

    def cut(self, text: str, place: int, value: str, meant: Sequence[Concept]) -> bool:
        """Say whether what stands around the mark at a place looks like the rest of its string.

        ``meant``: what the string is asked for.
        """
        if not _QUOTES.isdisjoint(text[max(0, place - 1) : place + 3]) and (
            _opens_quotation(text, place) or _closes_quotation(text, place)
        ):
            return True
        if _is_code(value, meant):
            return value.isalnum() and value[0].isupper() and self._began_before(text, place, value, meant)
        return self._goes_on(text, place + 1, value, meant) or self._began_before(text, place, value, meant)

    def _goes_on(self, text: str, end: int, value: str, meant: Sequence[Concept]) -> bool:
        """Whether the words behind the value look like its rest."""
        if text[end : end + 1] not in (" ", ","):
            return False
        if value[0].isupper() and _MAY_GO_ON.match(text, end) is not None:
            pattern = self._lies if True in [one.site for one in meant] else self._rest
            rest = pattern.match(text, end, end + 60)
            if rest is not None and not (self._nouns and rest[1] and self._known(rest[1], False)):
                return True
        found = _NEXT.match(text, end, end + 60)
        if found is None:
            return False
        word, after = found[1], found[2] or ""
        bare = word.strip(STRIPPED)
        if not bare or not (word[0].isalnum() or word[0] >= "\ue000"):
            return False
        if value[:1].isupper() or value[-1:].isdigit():
            if bare in self._particles:
                return value[:1].isupper() and after[:1].isupper() and not self._known(after, False)
            return bare[0] >= "\ue000" or (bare[0].isupper() and not (self._nouns and self._is_noun(bare)))
        return self._noun_goes_on(bare, after, meant)

    def _noun_goes_on(self, bare: str, after: str, meant: Sequence[Concept]) -> bool:
        """Whether the words behind plain ones look like their rest: "falha de disco", not "médico de profissão"."""
        if bare in _OF and after[:1].islower():
            return not (after in self._small or self._speaks(after, True, meant) or self._speaks(after, False, meant))
        return not (bare.casefold() in self._small or self._speaks(bare, True, meant))

    def _is_noun(self, bare: str) -> bool:
        """Whether a word with a capital goes on behind a value: a cue or a polite word."""
        return bare in _POLITE or self._known(bare, True)

    def _began_before(self, text: str, start: int, value: str, meant: Sequence[Concept]) -> bool:
        """Whether the words before the value look like its beginning."""
        if text[start - 1 : start] != " ":
            return False
        before = text[max(0, start - 40) : start].rsplit(None, 1)
        if not before or not _is_wordlike(before[-1]):
            return bool(before) and before[-1][-1] >= "\ue000"
        word, owns = (before[-1], False) if before[-1].isalnum() else _last_word(before[-1])
        if word in self._particles and value[:1].isupper():
            return self._capital(before[0].split()[-1:] if len(before) > 1 else [])
        if value[:1].islower() and value.partition(" ")[0] in self._particles:
            return word.islower() and word not in self._small
        capital = value[:1].isupper()
        if not (word[:1].isupper() if capital else value[:1].islower()) or owns or word.casefold() in self._small:
            return False
        if not capital:
            return not self._speaks(word, False, meant)
        coded = any(char.isdigit() for char in value)
        if self._nouns and not coded and len(before) > 1 and self._determines(before[0].split()[-1:]):
            return False
        first = self._nouns or _FIRST.search(text[max(0, start - len(word) - 5) : start - len(word) - 1]) is not None
        return not (first and (self._known(word, False) if coded else self._announces(word)))

    def _capital(self, words: Sequence[str]) -> bool:
        """Whether a word is a name, which a particle may join to the next."""
        return any(
            word.isalpha() and word[0].isupper() and word.casefold() not in self._small and not self._known(word, False)
            for word in words
        )

    @staticmethod
    def _determines(words: Sequence[str]) -> bool:
        """Whether a noun follows a word, not a name."""
        return any(word.casefold() in languages()["de"].words["determiners"] for word in words)

    def _speaks(self, word: str, behind: bool, meant: Sequence[Concept]) -> bool:
        """Whether a word speaks for what a string is asked for; for anything, where that is not known."""
        cues = self.lexicon.cues(word.strip(STRIPPED).casefold(), behind)
        return any(cue.concept == one.key for cue in cues for one in meant) if meant else bool(cues)

    def _announces(self, word: str) -> bool:
        """Whether a word speaks for a string behind it, not for a number or a date."""
        cues = self.lexicon.cues(word.strip(STRIPPED).casefold(), False)
        return any(cue.kind not in ("number", "date") for cue in cues)

    def _known(self, word: str, behind: bool) -> bool:
        return bool(self.lexicon.cues(word.strip(STRIPPED).casefold(), behind))

    def behind_article(self, text: str, place: int) -> int:
        """Return the place behind an article at a place, which an item may have: "jazz, los mapas y el yoga"."""
        found = _ARTICLE.match(text, place)
        return found.end() if found is not None and found[1] in self._articles else place

    def goes_on_anew(self, text: str, end: int) -> bool:
        """Say whether a sentence goes on with a verb or a pronoun behind a list that has its last item."""
        found = _ANEW.match(text, end)
        if found is None or found[1] not in self._small:
            return False
        return found[1] not in self._articles or found[1] in self._possessives

    def opens(self, word: str) -> bool:
        """Say whether a list may begin behind a word."""
        return word.casefold() in self._small or self._known(word, False)


def _is_wordlike(text: str) -> bool:
    """Whether a text ends in a letter, in a digit, or in a word that an apostrophe ends."""
    last, before = text[-1], text[-2:-1]
    return last.isalnum() or (last in "'’" and (before.isalnum() or before == "_"))


def _last_word(text: str) -> tuple[str, bool]:
    """The word that a text without blanks ends in, behind what is elided, and whether it owns what follows."""
    word = _OPENING.split(text)[-1]
    return word.replace("’", "'").rpartition("'")[2] or word, word.endswith(_OWNERS)


def _is_code(value: str, meant: Sequence[Concept]) -> bool:
    if " " in value or value.isalpha():
        return False
    if _SIGNED.search(value) is not None or any(map(str.isdigit, value)):
        return True
    return value[0].islower() and any(one.shape == "machine" for one in meant)


_SIGNED = re.compile(r"[0-9@_]")
_QUOTATION = re.compile(r"[\"“„«] ?([^\"“”„«»\n]*)\Z")


def _opens_quotation(text: str, place: int) -> bool:
    """Whether the quotation that ends behind the mark at a place begins with other words."""
    if text[place + 1 : place + 2] not in _CLOSING and text[place + 1 : place + 3] != " »":
        return False
    found = _QUOTATION.search(text, max(0, place - 80), place)
    return found is not None and bool(found[1].strip())


_QUOTED_REST = re.compile(r" [^\s\"”“»,.;:!?]+(?: [^\s\"”“»,.;:!?]+){0,11} ?[\"”“»]")


def _closes_quotation(text: str, place: int) -> bool:
    """Whether the mark at a place begins a quotation that ends with other words, or announces one that follows it."""
    if text[place + 1 : place + 2] == " " and text[place + 2 : place + 3] in _OPENERS:
        return True
    return text[place - 1 : place] in _OPENERS and _QUOTED_REST.match(text, place + 1) is not None


_OPENERS = ('"', "“", "„", "«")


_CLOSING = ('"', "“", "”", "»")
_QUOTES = frozenset((*_OPENERS, *_CLOSING))

# longest first: what may stand between two items
_BETWEEN = (
    ", and ",
    ", und ",
    ", et ",
    ", or ",
    " sowie ",
    " and ",
    " und ",
    ", e ",
    ", y ",
    ", ed ",
    " et ",
    " ed ",
    " & ",
    " / ",
    " e ",
    " y ",
    ", ",
    "; ",
)
_LAST = frozenset(link for link in _BETWEEN if link.strip(" ,;/"))  # what stands before the last item
_ENDED = re.compile(r"[.;!?)\]|\"”]|\n|\s*$|\s?[|;]")
_ANEW = re.compile(r",? (?:and|und|et|e|y|ed) (\w+)")
_TURNED = re.compile(r", (?:so|but|which|pero|así|mas|então|mais|donc|ma|quindi|aber|also|sodass) ")
_ARTICLE = re.compile(r"(?:de )?(\w+)(?: |['’])")


def _chain(text: str, start: int, items: Sequence[str], around: Surroundings) -> tuple[int, str]:
    """Return the place behind the items, read one behind the other from ``start``, and the last link; -1 if not so."""
    place, link = start, ""
    for number, item in enumerate(items):
        if number:
            link = next((link for link in _BETWEEN if text.startswith(link, place)), "")
            if not link:
                return -1, ""
            place = around.behind_article(text, place + len(link))
        if not text.startswith(item, place):
            return -1, ""
        place += len(item)
    return place, link


def list_gap(text: str, items: Sequence[str], around: Surroundings) -> tuple[str, str]:
    """Find the items one behind the other: the text with them as one mark, and what is wrong.

    ``absent``: not in this order with nothing between; ``longer``: the text's list has more before or behind.
    """
    problem = "absent"
    for start in _places(text, items[0]):
        end, link = _chain(text, start, items, around)
        if end < 0 or text[end : end + 1].isalnum() or text[end : end + 1] == "-":
            continue
        closed = (
            _ENDED.match(text, end) or _TURNED.match(text, end) or (link in _LAST and around.goes_on_anew(text, end))
        )
        if closed and not text[:start].endswith(_BETWEEN) and not _odd_start(text, start, items[0], around):
            return text[:start] + mark(0) + text[end:], ""
        problem = "longer"
    return text, problem


def _odd_start(text: str, start: int, item: str, around: Surroundings) -> bool:
    """An item cut on its left ("running" of "trail running") follows a word that opens no list."""
    before = text[max(0, start - 30) : start].rstrip()
    if not before or not before[-1].isalpha():
        return False
    word = before.split()[-1]
    return not around.opens(word) and (item[0].islower() or word[0].isupper())
