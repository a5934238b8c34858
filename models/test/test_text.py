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
    ],
)
def test_a_post_is_cleaned_in_the_agreed_order(text: str, cleaned: str) -> None:
    assert normalise(text) == cleaned


@pytest.mark.parametrize("text", ["", " \u00a0", "\u200b", "@x https://y.example", "http @user", "&nbsp;"])
def test_a_post_without_words_is_empty(text: str) -> None:
    assert is_empty(normalise(text))


@pytest.mark.parametrize("text", ["ok", "!", "@user!", "http://x.example bof", "👍"])
def test_one_sign_beside_links_and_handles_is_enough_to_be_judged(text: str) -> None:
    assert not is_empty(normalise(text))


def test_cleaning_a_cleaned_post_changes_nothing() -> None:
    for text in ("Génial\u00a0! @x https://y.example", "#été 👩\u200d👧", "a  b\tc"):
        assert normalise(normalise(text)) == normalise(text)
