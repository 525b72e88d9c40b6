"""Pairs of brackets in text of both directions (UAX #9, BD14 to BD16)."""

from __future__ import annotations

# Opening and closing in turn, after BidiBrackets.txt of the Unicode Character Database.
_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING_OF = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_CLOSING = frozenset(_BRACKETS[1::2])
# The two angle brackets are canonically equivalent to these.
_SAME = {"\u232a": "\u3009"}
_DEEPEST = 63


def bracket_pairs(characters: list[str]) -> list[tuple[int, int]]:
    """The places of matching brackets, sorted by the opening one; "" stands for what is no bracket."""
    if _CLOSING.isdisjoint(characters):
        return []
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, character in enumerate(characters):
        closing = _CLOSING_OF.get(character)
        if closing:
            if len(opened) == _DEEPEST:
                return []
            opened.append((_SAME.get(closing, closing), place))
        elif character in _CLOSING:
            _close(opened, pairs, _SAME.get(character, character), place)
    return sorted(pairs)


def _close(
    opened: list[tuple[str, int]], pairs: list[tuple[int, int]], closing: str, place: int
) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == closing:
            pairs.append((opened[depth][1], place))
            del opened[depth:]
            return
