"""Finds near-duplicates among the posts and the sets of the data folder: MinHash (Broder 1997) proposes, the trigrams decide.

Signatures lie in a file; in memory are one band of them (8 bytes a post) and the clusters (4 bytes a post). A band proposes, for
each post, the first and the previous post with the same band; a proposal holds when the posts share enough trigrams.
Many rows a band, so that among a million posts few of those that only look alike are proposed.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from datasketch import MinHash
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from tqdm import tqdm

BANDS, ROWS = 20, 8
"""Finds 97 % of the pairs that share 80 % of their trigrams, 99.99 % of those that share 90 %: 1 - (1 - s^ROWS)^BANDS."""
HASH = np.dtype(np.uint64)
CHUNK = 10_000

TEXTS = "SELECT n, bare FROM post WHERE out IS NULL UNION ALL SELECT -n, bare FROM known"
"""All that is compared: posts by their number, those of the data folder by their own, negative."""


def find_clusters(db: sqlite3.Connection, similar: float, file: Path) -> None:
    """Gives every post that is in, and every post of the data folder, its `cluster`.

    `file` keeps the signatures meanwhile.
    """
    (count,) = db.execute(f"SELECT count(*) FROM ({TEXTS})").fetchone()
    numbers = np.empty(count, np.int32)
    clusters = np.arange(count, dtype=np.int32)
    if count:
        _write_signatures(db, numbers, file)
        for band in tqdm(range(BANDS), desc="near-duplicates", unit="band"):
            pairs = _proposed(np.fromfile(file, HASH, count, offset=band * count * HASH.itemsize))
            news = (clusters[pairs[0]] != clusters[pairs[1]]) & (numbers[pairs] > 0).any(0)
            pairs = pairs[:, news]
            clusters = _joined(clusters, pairs[:, list(_hold(db, numbers, pairs, similar))])
        file.unlink()
    _store(db, numbers, clusters)


def trigrams(bare: str) -> set[str]:
    """All three characters in a row, words' edges included."""
    padded = f" {bare} "
    return {padded[at : at + 3] for at in range(max(1, len(padded) - 2))}


def jaccard(one: str, other: str) -> float:
    """Share of trigrams that two bare posts have in common, 0 to 1."""
    ours, theirs = trigrams(one), trigrams(other)
    return len(ours & theirs) / len(ours | theirs)


def _write_signatures(db: sqlite3.Connection, numbers: np.ndarray, file: Path) -> None:
    """Writes uint64 [BANDS, posts] into `file`, one hash for each band of a post's MinHash; fills `numbers`."""
    odd = np.random.default_rng(1).integers(1, 2**63, ROWS, HASH) * 2 + 1
    rows = db.execute(TEXTS)
    with file.open("wb") as stream, tqdm(total=len(numbers), desc="hash", unit="post", mininterval=1) as bar:
        at = 0
        while chunk := rows.fetchmany(CHUNK):
            grams = ([gram.encode() for gram in trigrams(bare)] for _, bare in chunk)
            made = MinHash.generator(grams, num_perm=BANDS * ROWS, hashfunc=zlib.crc32)
            values = np.stack([minhash.hashvalues for minhash in made]).astype(HASH)
            for band, hashes in enumerate((values.reshape(-1, BANDS, ROWS) * odd).sum(-1).T):
                stream.seek((band * len(numbers) + at) * HASH.itemsize)
                stream.write(np.ascontiguousarray(hashes).tobytes())
            numbers[at : at + len(chunk)] = [n for n, _ in chunk]
            at += len(chunk)
            bar.update(len(chunk))


def _proposed(band: np.ndarray) -> np.ndarray:
    """int32 [2, pairs] of places whose band is the same: each with the first and with the previous of its kind."""
    order = np.argsort(band, kind="stable").astype(np.int32)
    ordered = band[order]
    same = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    first = order[starts[np.searchsorted(starts, same, side="right") - 1]]
    previous = order[same - 1]
    apart = first != previous
    return np.hstack([np.stack([order[same], previous]), np.stack([order[same][apart], first[apart]])])


def _hold(db: sqlite3.Connection, numbers: np.ndarray, pairs: np.ndarray, similar: float) -> Iterator[int]:
    """Places of the pairs whose posts share enough trigrams."""
    for place, (one, other) in enumerate(pairs.T):
        ours, theirs = _bare(db, int(numbers[one])), _bare(db, int(numbers[other]))
        if ours == theirs or jaccard(ours, theirs) >= similar:
            yield place


def _bare(db: sqlite3.Connection, number: int) -> str:
    table = "post" if number > 0 else "known"
    return db.execute(f"SELECT bare FROM {table} WHERE n = ?", (abs(number),)).fetchone()[0]


def _joined(clusters: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The clusters, with those that a pair connects made one."""
    if not pairs.size:
        return clusters
    one, other = clusters[pairs]
    links = coo_array((np.ones(len(one), bool), (one, other)), shape=(len(clusters), len(clusters)))
    return connected_components(links, directed=False)[1].astype(np.int32)[clusters]


def _store(db: sqlite3.Connection, numbers: np.ndarray, clusters: np.ndarray) -> None:
    db.execute("BEGIN")
    for start in range(0, len(numbers), CHUNK):
        pairs = list(zip(clusters[start : start + CHUNK].tolist(), numbers[start : start + CHUNK].tolist(), strict=True))
        db.executemany("UPDATE post SET cluster = ? WHERE n = ?", (pair for pair in pairs if pair[1] > 0))
        db.executemany("UPDATE known SET cluster = ? WHERE n = -?", (pair for pair in pairs if pair[1] < 0))
    db.execute("COMMIT")
    db.executescript("CREATE INDEX post_cluster ON post (cluster, at, id); CREATE INDEX known_cluster ON known (cluster, part);")
