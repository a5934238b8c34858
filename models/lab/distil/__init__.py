"""A student of fewer layers that learns what the model in service says: same width and vocabulary, several depths from one run.

`lessons.py` draws the posts and keeps the teacher's answers, `layers.py` chooses which of its layers the student starts from,
`student.py` is the student with an exit after each depth, `learn.py` trains it against the clock.
"""
