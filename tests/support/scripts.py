"""Maps in many scripts, the same in every run."""

from __future__ import annotations

import random
from dataclasses import replace

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, DocumentInfo, Entity, Lane, Map, Stage, Step

SCRIPTS: dict[str, tuple[str, str]] = {
    "latin": ("en", "office fluffy AVATAR Ångström naïve Übergrößen façade 1–2 To. “why?”"),
    "greek": ("el", "Ελληνικά κείμενο Ἀθῆναι ταξίδι πελάτης φόρμα αναμονή"),
    "cyrillic": ("ru", "Привет мир клиент заполняет форму и ждёт ответа їжак"),
    "arabic": ("ar", "مرحبا بالعالم العميل ينتظر الرد في المتجر ثلاثة 123"),
    "hebrew": ("he", "שלום עולם לקוח ממתין לתשובה בחנות 45 ספר"),
    "chinese": ("zh", "客户在商店等待答复 填写表格 很慢 第二次访问"),
    "japanese": ("ja", "お客様は店で待つ フォームに記入する 漢字かな交じり文"),
    "korean": ("ko", "고객은 매장에서 기다린다 양식 작성 느리다"),
    "devanagari": ("hi", "हिन्दी में किताब क्षत्रिय ग्राहक प्रतीक्षा करता है"),
    "thai": ("th", "ลูกค้ารอคำตอบที่ร้าน กรอกแบบฟอร์ม น้ำ ภาษาไทย"),
    "hyphenated": (
        "de",
        "und Donaudampfschifffahrtsgesellschaftskapitänsmütze (Kundenzufriedenheitsanalyseergebnisbericht), "
        "Rückgabe/Datenschutzfolgenabschätzungsverfahrensordnung "
        "https://shop.example/kundenbereich/rueckgabeformular?auftrag=1234567890&art=umtausch",
    ),
    "emoji": ("en", "happy 😀 cart 🛒 👩‍🚀 👍🏽 done ✓ → next"),
}
RIGHT_TO_LEFT = frozenset({"arabic", "hebrew"})


def scripted(document: Document, script: str) -> Document:
    """The document with every text in a script."""
    language, words = SCRIPTS[script]
    pick = random.Random(script)
    listed = words.split()

    def some(count: int) -> str:
        return " ".join(pick.choice(listed) for _ in range(count))

    changed: dict[str, Entity] = {}
    for key, entity in sorted(document.items()):
        match entity:
            case Card():
                changed[key] = replace(entity, title=some(2), text=some(7))
            case Stage():
                changed[key] = replace(entity, title=some(1), goal=some(3))
            case Step() | Lane() | Map():
                changed[key] = replace(entity, title=some(2))
            case DocumentInfo():
                changed[key] = replace(entity, title=some(2), language=language)
    return document.replaced(changed)
