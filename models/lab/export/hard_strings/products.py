"""Systematic strings: one frame, one thing changed at a time."""

_SPACED = (" ", "\u00a0", "\u202f", "\u2009", "\u200b", "\t")
_MARKS = ("!", "?", ":", ";", "€", "%", "»")
_ENDINGS = ("", ".", "!", "!!!", "…", " 😊", " 😡", " 👍🏽", " :)", " :(", " http://a.example", " @airparadis", " #retard")
_CORES = ("merci", "Merci", "MERCI", "déçu", "DÉÇU", "de\u0301c\u0327u", "late again", "LOVE it", "pas mal", "not bad")

PRODUCTS = [
    *(f"vraiment{space}{mark}" for mark in _MARKS for space in _SPACED),
    *(f"{core}{ending}" for core in _CORES for ending in _ENDINGS),
]
