"""The cleaning rules, one by one."""

import pytest

from lab.data.text import is_empty, normalise


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\ufffdc\ud83d", "abc"),
        ("l&#39;avion &amp; moi", "l'avion & moi"),
        ("&amp;lt;3", "&lt;3"),
        ("&unknown; &", "&unknown; &"),
        ("&#xD800;x", "x"),
        ("e\u0301te\u0301", "été"),
        ("zéro\u200blargeur \u202eà l’envers", "zérolargeur à l’envers"),
        ("👩\u200d👧 ❤\ufe0f", "👩\u200d👧 ❤\ufe0f"),
        ("Génial\u00a0!\u202f 12\u2009€\n", "Génial ! 12 €"),
        ("voir HTTPS://air.example/x?y=1, merci", "voir http merci"),
        ("www.air.example", "http"),
        ("@air_paradis, @Sophie!", "@user, @user!"),
        ("contact@air.example", "contact@air.example"),
        ("é@nom", "é@user"),
        (".@nom, @nom@mamot.fr @nom.bsky.social", ".@user, @user @user"),
        ("lu sur opodo.fr (et youtu.be/x1)", "lu sur http (et http"),
        ("retard.Encore a.b/c trotinéo.fr", "retard.Encore a.b/c trotinéo.fr"),
        ("\U0001d417\uff21\u24d0 \u24c2\ufe0f", "XAa \u24c2\ufe0f"),
        ("a\u3164b\u2061c", "a bc"),
        ("<s>x</s>", "< s>x< /s>"),
    ],
)
def test_a_post_is_cleaned_in_the_agreed_order(text: str, cleaned: str) -> None:
    assert normalise(text) == cleaned


@pytest.mark.parametrize(
    "text", ["", " \u00a0", "\u200b", "@x https://y.example", "http @user", "&nbsp;", "!", "@user, (12)", "RT @x: y.fr", "\u2800"]
)
def test_a_post_without_words_is_empty(text: str) -> None:
    assert is_empty(normalise(text))


@pytest.mark.parametrize("text", ["ok", "RT", "http://x.example bof", "👍", "12 :(", "<3"])
def test_a_letter_an_emoji_or_an_emoticon_is_enough_to_be_judged(text: str) -> None:
    assert not is_empty(normalise(text))


def test_cleaning_a_cleaned_post_changes_nothing() -> None:
    for text in ("Génial\u00a0! @x https://y.example", "#été 👩\u200d👧", "a  b\tc"):
        assert normalise(normalise(text)) == normalise(text)
