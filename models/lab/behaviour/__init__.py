"""Behaviour, not only averages: what a model does with negation, time, voices, emoji, typos, names, in both languages.

In the manner of CheckList (Ribeiro et al., ACL 2020): minimum functionality tests (a post with a known side), invariance tests
(a change that must not turn the verdict) and directional tests (a change after which the probability must not move the wrong way
by more than .1). The posts are written here, never taken from training data.
"""
