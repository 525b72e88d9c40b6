"""Whether the third field of a diagram's tasks names people, or moods, actions and prose as often published."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

# How many different people a journey may have, and when so many are told apart from one-off remarks.
MOST_PEOPLE = 12
FEW = 3
LEAST_MENTIONS_EACH = 1.3
LONGEST_NAME = 40
MOST_WORDS = 4

# Words for moods that stand where people should, in the languages that diagrams are published in.
_WORDS = (
    # English
    "happy sad angry excited curious proud anxious nervous worried frustrated annoyed neutral satisfied "
    "delighted confused bored calm relaxed relieved hopeful confident stressed tired disappointed "
    "surprised pleased joyful joy fear trust anger frustration excitement curiosity satisfaction "
    "confusion delight relief anxiety pride interested engaged motivated overwhelmed grateful unhappy "
    "dissatisfied impatient optimistic focused inspired upset scared "
    # German
    "glücklich traurig wütend neugierig stolz ängstlich nervös besorgt frustriert genervt zufrieden "
    "begeistert verwirrt gelangweilt ruhig entspannt erleichtert gestresst müde enttäuscht überrascht "
    "froh unsicher unzufrieden "
    # French
    "heureux heureuse triste fâché fâchée curieux curieuse fier fière anxieux anxieuse inquiet inquiète "
    "frustré frustrée satisfait satisfaite confus confuse calme soulagé soulagée stressé stressée "
    "fatigué fatiguée déçu déçue surpris surprise content contente neutre "
    # Spanish, Portuguese, Italian
    "feliz triste enojado enojada curioso curiosa orgulloso orgullosa ansioso ansiosa nervioso nerviosa "
    "preocupado preocupada frustrado frustrada satisfecho satisfecha confundido confundida aburrido "
    "tranquilo tranquila aliviado aliviada estresado estresada cansado cansada decepcionado emocionado "
    "emocionada animado animada satisfeito satisfeita confuso confusa entediado calmo calma estressado "
    "surpreso neutro felice arrabbiato orgoglioso preoccupato soddisfatto soddisfatta annoiato sollevato "
    # Russian
    "радость грусть злость интерес гордость тревога скука доволен довольна рад рада удивление "
    "раздражение разочарование спокойствие нейтрально "
    # Chinese, Japanese, Korean
    "开心 高兴 兴奋 好奇 专注 思考 成就感 自豪 期待 安心 满意 惊喜 骄傲 焦虑 紧张 担心 沮丧 失望 困惑 无聊 "
    "平静 放松 愤怒 难过 感动 疲惫 開心 興奮 專注 滿意 驚喜 驕傲 嬉しい 楽しい 悲しい 不安 満足 期待感 "
    "喜び 怒り 驚き 退屈 イライラ 행복 기쁨 슬픔 분노 불안 만족 기대 호기심 지루함"
)
MOODS: frozenset[str] = frozenset(_WORDS.split())


def are_people(fields: Iterable[tuple[str, ...]]) -> bool:
    """Whether the third fields of a diagram's tasks name people.

    They do if no name is prose, few are moods (Joy may be a person), and the names are few (at most three, or at most twelve that stand
    1.3 times each on average).
    """
    mentions = Counter(name for field in fields for name in field)
    moods = sum(name.casefold() in MOODS for name in mentions)
    if not mentions or any(_is_prose(name) for name in mentions) or 3 * moods >= len(mentions):
        return False
    if len(mentions) <= FEW:
        return True
    return len(mentions) <= MOST_PEOPLE and mentions.total() >= LEAST_MENTIONS_EACH * len(mentions)


def _is_prose(name: str) -> bool:
    return (
        not any(c.isalnum() for c in name)
        or _width(name) > LONGEST_NAME
        or len(name.split()) > MOST_WORDS
        or (" " in name and name.endswith((".", "!", "?", "…", "。", "！", "？")))
    )


def _width(text: str) -> int:
    """Columns of a text; a wide letter counts twice, as it says more."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
