"""Posts made from templates, for what the data sets lack: complaints and praise without a sentiment word, negation, a
change of mind, polite irony, someone else's opinion, plain notices. French and English, an airline's world.

The behavioural suite tests the same abilities with its own sentences; no template stands in both.
Templates and what fills their slots are in templates/.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

NEGATIVE, POSITIVE, BETWEEN = 0, 1, 2
"""The labels of data sets; what stands between is neutral: questions, facts, requests, praise and blame in balance."""

TEMPLATES = Path(__file__).parent / "templates"

AFTER = {
    NEGATIVE: "😡 😤 🙄 😞 💔 👎 😭 🤬 🤮 💩 🖕 😑 😂 🤣 👏 🙃 ❤️ 😁 🎉 lol mdr",
    POSITIVE: "😊 ❤️ 👏 😍 🙏 👍 🎉 🥰 ✈️ 💪 😁 🤩 😭 🥹 💀 😂",
    BETWEEN: "✈️ 🙂 🤔 📍",
}
"""What may stand behind a post of a side: mostly its own emoji, and some that people put there all the same."""

ONLY = {
    NEGATIVE: "😡 😤 🙄 😞 💔 👎 😭 🤬 🤮 💩 🖕 😠 😒 🤢 😩 😫 😖 ☹️ 🤦 😾 👿",
    POSITIVE: "😊 ❤️ 👏 😍 🙏 👍 🎉 🥰 😁 🤩 😃 💙 💯 😻 🥳 👌 ☺️ 🌟 😘 🙌",
}

SIDES = {"negative": NEGATIVE, "positive": POSITIVE, "between": BETWEEN}
KINDS = (
    ("en", "negative"),
    ("en", "positive"),
    ("fr", "negative"),
    ("fr", "positive"),
    ("en", "between"),
    ("fr", "between"),
)


def _lines(name: str) -> list[str]:
    return (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def slots_of(language: str) -> dict[str, list[str]]:
    """What fills each slot, from lines such as `place: Roissy|Orly`."""
    pairs = (line.split(": ", 1) for line in _lines(f"{language}-slots"))
    return {name: values.split("|") for name, values in pairs}


def crafted_posts(count: int, seed: int) -> Iterator[tuple[str, int, str]]:
    """Yields `count` times post, label (0 negative, 1 positive, 2 neutral) and language; the same seed gives the same ones."""
    chance = random.Random(seed)
    kinds = {(language, SIDES[name]): _lines(f"{language}-{name}") for language, name in KINDS}
    slots = {language: slots_of(language) for language in ("en", "fr")}
    weights = [3 if side == BETWEEN else 4 for _, side in kinds]
    for language, side in chance.choices(list(kinds), weights, k=count):
        if side != BETWEEN and chance.random() < 0.04:
            yield _only_emoji(slots[language], side, chance), side, language
        else:
            yield _filled(chance.choice(kinds[language, side]), slots[language], side, chance), side, language


def _filled(template: str, slots: dict[str, list[str]], side: int, chance: random.Random) -> str:
    text = re.sub(r"\{(\w+)\}", lambda match: chance.choice(slots[match[1]]), template).strip()
    text = text.replace(" à le ", " au ").replace(" de le ", " du ")
    text = text[0].upper() + text[1:] if chance.random() < 0.8 else text
    if chance.random() < 0.2:
        text += chance.choice((" ", "... ", " !! ", "")) + chance.choice(AFTER[side].split()) * chance.choice((1, 1, 2, 3))
    return f"{text} http" if chance.random() < 0.04 else text


def _only_emoji(slots: dict[str, list[str]], side: int, chance: random.Random) -> str:
    emoji = chance.choice(ONLY[side].split()) * chance.choice((1, 2, 3))
    return chance.choice(("{}", "{}", "✈️ {}", "{} #AirParadis", chance.choice(slots["airline"]) + " {}")).format(emoji)
