"""Where a line may end: UAX #14 (Unicode 16) without its rules for newlines, and words in Thai.

The rules are a table of patterns over the line-breaking classes of the characters. Most words do not look across
the blanks beside them, so texts are taken word by word, with the same result, and each word is remembered.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from uniseg.emoji import extended_pictographic
from uniseg.linebreak import line_break

from journeyeditor.layout.text.classes import ClassTable, pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.text.thai import ThaiWords

# Classes of UAX #14; QI, QF are initial and final quotation marks, HH the hyphen U+2010, DC the dotted circle,
# XP unassigned pictographs: the rules single them out.
_CLASSES = (
    "AK", "AL", "AP", "AS", "B2", "BA", "BB", "CB", "CL", "CM", "CP", "DC", "EB", "EM", "EX", "GL", "H2",
    "H3", "HH", "HL", "HY", "ID", "IN", "IS", "JL", "JT", "JV", "NS", "NU", "OP", "PO", "PR", "QF", "QI",
    "QU", "RI", "SP", "SY", "VF", "VI", "WJ", "XP", "ZW", "ZWJ", "BK", "CR", "LF", "NL",
)  # fmt: skip
_FIRST_LETTER = 0x100
# Every class has a letter for characters that are not East Asian wide and the next one for those that are.
_LETTER = {name: chr(_FIRST_LETTER + 2 * i) for i, name in enumerate(_CLASSES)}
_WIDE = {name: chr(ord(letter) + 1) for name, letter in _LETTER.items()}


def _both(*names: str) -> str:
    return "".join(_LETTER[name] + _WIDE[name] for name in names)


_NAMES = {name: _both(name) for name in _CLASSES} | {
    "AL": _both("AL", "DC"),
    "BA": _both("BA", "HH"),
    "ID": _both("ID", "XP"),
    "QU": _both("QU", "QI", "QF"),
    "OPn": _LETTER["OP"],
    "CPn": _LETTER["CP"],
    "Wide": "".join(_WIDE.values()),
    "Narrow": "".join(_LETTER.values()),
    "Any": _both(*_CLASSES),
}

_FORBID, _ALLOW = 1, 2
# What is remembered is dropped as a whole beyond this.
_REMEMBERED = 50_000

# In the order of UAX #14; the first rule that matches a place decides. Left of the sign stands what comes
# before the place, right of it what follows.
_RULES = (
    "Any × SP | ZW",  # LB7
    "ZW SP* ÷ Any",  # LB8
    "Any × WJ", "WJ × Any",  # LB11
    "GL × Any",  # LB12
    "(?! SP | BA | HY ) Any × GL",  # LB12a
    "Any × CL | CP | EX | SY",  # LB13
    "OP SP* × Any",  # LB14
    "(?: ^ | (?<= OP | QU | GL | SP | ZW ) ) QI SP* × Any",  # LB15a
    "Any × QF (?: SP | GL | WJ | CL | QU | CP | EX | IS | SY | ZW | $ )",  # LB15b
    "SP ÷ IS NU",  # LB15c
    "Any × IS",  # LB15d
    "(?: CL | CP ) SP* × NS",  # LB16
    "B2 SP* × B2",  # LB17
    "SP ÷ Any",  # LB18
    "Any × (?! QI ) QU", "(?! QF ) QU × Any",  # LB19
    "Narrow × QU", "Any × QU (?: Narrow | $ )", "QU × Narrow", "(?: ^ | (?<= Narrow ) ) QU × Any",  # LB19a
    "Any ÷ CB", "CB ÷ Any",  # LB20
    "(?: ^ | (?<= SP | ZW | CB | GL ) ) (?: HY | HH ) × AL",  # LB20a
    "Any × BA | HY | NS", "BB × Any",  # LB21
    "HL (?: HY | BA ) × (?! HL ) Any",  # LB21a
    "SY × HL",  # LB21b
    "Any × IN",  # LB22
    "(?: AL | HL ) × NU", "NU × AL | HL",  # LB23
    "PR × ID | EB | EM", "(?: ID | EB | EM ) × PO",  # LB23a
    "(?: PR | PO ) × AL | HL", "(?: AL | HL ) × PR | PO",  # LB24
    "NU (?: SY | IS )* (?: CL | CP )? × PO | PR",  # LB25
    "(?: PO | PR ) × OP IS? NU", "(?: PO | PR | HY | IS ) × NU", "NU (?: SY | IS )* × NU",
    "JL × JL | JV | H2 | H3", "(?: JV | H2 ) × JV | JT", "(?: JT | H3 ) × JT",  # LB26
    "(?: JL | JV | JT | H2 | H3 ) × PO", "PR × JL | JV | JT | H2 | H3",  # LB27
    "(?: AL | HL ) × AL | HL",  # LB28
    "AP × AK | AS | DC", "(?: AK | AS | DC ) × VF | VI",  # LB28a
    "(?: AK | AS | DC ) VI × AK | DC", "(?: AK | AS | DC ) × (?: AK | AS | DC ) VF",
    "IS × AL | HL",  # LB29
    "(?: AL | HL | NU ) × OPn", "CPn × AL | HL | NU",  # LB30
    "(?: EB | XP ) × EM",  # LB30b
)  # fmt: skip


class _Rule(NamedTuple):
    matches: re.Pattern[str]
    verdict: int


def _rule(text: str) -> _Rule:
    sign = "×" if "×" in text else "÷"
    left, right = text.split(sign)
    expression = f"(?:{pattern(left, _NAMES)})(?={pattern(right, _NAMES)})"
    return _Rule(re.compile(expression), _FORBID if sign == "×" else _ALLOW)


_COMPILED = tuple(map(_rule, _RULES))
_FLAG = re.compile(pattern("RI RI", _NAMES))  # LB30a
_MARKS = re.compile(pattern("(?<= (?! SP | ZW | CM | ZWJ ) Any ) (?: CM | ZWJ )+", _NAMES))  # LB9
_LONE_MARKS = {ord(letter): _LETTER["AL"] for letter in _both("CM", "ZWJ")}  # LB10
_JOINER = "\u200d"

# A word that begins or ends with one of these looks across the blanks beside it; marks may hide such an end.
_OPEN_START = ("CL", "CP", "EX", "SY", "IS", "NS", "B2", "WJ", "QF", "CM", "ZWJ", "ZW", "BA", "GL")
_OPEN_END = ("OP", "QI", "QF", "ZW", "B2", "CL", "CM", "ZWJ")
_SIDES = {"OpenStart": _both(*_OPEN_START), "OpenEnd": _both(*_OPEN_END), "SP": _both("SP")}
# A word with the blanks behind it, and on to the next where one looks across them.
_CHUNK = re.compile(
    pattern(
        "(?: (?! SP ) . | SP+ (?= OpenStart ) | (?<= OpenEnd ) SP+ )+ SP* | SP+",
        _SIDES,
    ),
    re.DOTALL,
)
_ACROSS = re.compile(pattern("^ OpenStart | OpenEnd $", _SIDES))
# Letters and digits are never parted (LB23, LB25, LB28), nor from a sign behind them (LB13, LB15d).
_WHOLE = re.compile(pattern("(?: AL | NU )+ (?: IS | EX )?", _NAMES))
_SIMPLE = re.compile(r"[A-Za-z]+[,.;:]? *")


def _classify(character: str) -> str:
    name = str(line_break(character).value)
    category = unicodedata.category(character)
    match name:
        case "SA":
            name = "CM" if category in ("Mn", "Mc") else "AL"
        case "AI" | "SG" | "XX":
            name = "AL"
        case "CJ":
            name = "NS"
        case "QU" if category in ("Pi", "Pf"):
            name = "QI" if category == "Pi" else "QF"
    if name == "ID" and category == "Cn" and extended_pictographic(character):
        name = "XP"
    name = {"\u2010": "HH", "\u25cc": "DC"}.get(character, name)
    wide = unicodedata.east_asian_width(character) in ("F", "W", "H")
    return (_WIDE if wide else _LETTER)[name]


class Breaker:
    """Finds the places where a line may end; remembers words and the classes of characters."""

    def __init__(self, thai: ThaiWords) -> None:
        self._thai = thai
        self._table = ClassTable(_classify)
        self._known: dict[str, tuple[str, ...]] = {}

    def segments(self, text: str) -> Sequence[str]:
        """The text cut at every place where a line may end; the pieces joined are the text."""
        pieces: list[str] = []
        for match in _CHUNK.finditer(text.translate(self._table)):
            chunk = text[match.start() : match.end()]
            pieces += self._known.get(chunk) or self._learn(chunk)
        return pieces

    def is_whole(self, word: str) -> bool:
        """Whether a word between two blanks is never broken, and breaks the same whatever stands beyond them."""
        codes = word.translate(self._table)
        if _WHOLE.fullmatch(codes):
            return not self._thai.ends(word)
        if not word or any(map(str.isspace, word)) or _ACROSS.search(codes):
            return False
        return all(len(self.segments(text)) == 1 for text in (word, word + " "))

    def segments_by_rules(self, text: str) -> list[str]:
        """The same for any text, by the rules alone."""
        ends = self._ends(text)
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def _learn(self, chunk: str) -> tuple[str, ...]:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        simple = _SIMPLE.fullmatch(chunk)
        pieces = (chunk,) if simple else tuple(self.segments_by_rules(chunk))
        self._known[chunk] = pieces
        return pieces

    def _ends(self, text: str) -> list[int]:
        codes = text.translate(self._table)
        places = _places(codes)
        codes = _MARKS.sub("", codes).translate(_LONE_MARKS)
        verdicts = _judge(codes)
        ends = [
            end
            for end, verdict in zip(places, verdicts[1:], strict=True)
            if verdict != _FORBID and (text[end - 1] != _JOINER or end == len(text))
        ]
        words = self._thai.ends(text)
        return sorted({*ends, *words}) if words else ends


def _places(codes: str) -> Sequence[int]:
    """Where each base character with its marks ends."""
    marks = {i for match in _MARKS.finditer(codes) for i in range(*match.span())}
    return [i for i in range(1, len(codes) + 1) if i not in marks]


def _judge(codes: str) -> bytearray:
    """The verdict for each place, before the first character, between any two, and behind the last."""
    verdicts = bytearray(len(codes) + 1)
    for rule in _COMPILED:
        for match in rule.matches.finditer(codes):
            if not verdicts[match.end()]:
                verdicts[match.end()] = rule.verdict
    for match in _FLAG.finditer(codes):
        verdicts[match.start() + 1] = _FORBID
    verdicts[len(codes)] = _ALLOW
    return verdicts
