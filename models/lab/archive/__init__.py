"""Judges archives of many millions of posts: `lab score INPUT… --out FOLDER`.

Every input is cut into parts (part.py, plan.py). A part is what one worker judges at a time (judge.py), and what is not judged
again when a run goes on: its output is written beside and renamed once it is whole. One process judges parts on threads
(run.py); Ray Data hands the same parts to the processes of a machine or of a cluster (on_ray.py).
"""
