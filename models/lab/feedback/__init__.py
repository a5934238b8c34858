"""From votes to a training set, from that to a challenger, and both in one turn of a loop.

The set, one file a step: rows (read a line) → workspace (a database on disk, so that memory does not grow with the export) →
poison (votes that look like an attack) → label (what is left of the votes) → near (near-duplicates) → clusters (one post of
each; hold-out by hash) → files and report. build runs the steps, rules has their numbers.
The challenger: mix (base and feedback in one data folder) → recipe (how much of which) → retrain.
The loop: fetch (the export) → build → retrain → the gate → what a person approves.
"""
