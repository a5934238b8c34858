"""From votes to a training set: reads exports of the service, sets aside what cannot be trusted, freezes a hold-out.

The way, one file a step: rows (read a line) → workspace (a database on disk, so that memory does not grow with the export) →
poison (votes that look like an attack) → label (what is left of the votes) → near (near-duplicates) → clusters (one post of
each) → split (hold-out by hash) → files (the set and its report).
"""
