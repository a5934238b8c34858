"""What came in, what was left out and why: report.json for the tools, report.md for people. No post and no person in either."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from .rules import HELP, WEIGHTS, Rules

WORDS = {0: "negative", 1: "positive", 2: "neutral"}
SHOWN_FAULTS = 100


def make_report(
    db: sqlite3.Connection, version: str, sources: list[dict], compared: dict[str, str], rules: Rules, faults: Sequence[str]
) -> dict:
    """Counts of posts and votes, in and out.

    `faults` are the broken lines that were left out, `sources` the export files, `compared` the SHA-256 of the dev and test sets.
    """

    def counts(query: str) -> dict:
        return {WORDS.get(name, name): count for name, count in db.execute(query)}

    inside = "FROM post WHERE out IS NULL"
    return {
        "version": version,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sources": sources,
        "comparedWith": compared,
        "rules": asdict(rules),
        "weights": WEIGHTS,
        "posts": {
            "read": _one(db, "SELECT count(*) FROM post"),
            "in": _one(db, f"SELECT count(*) {inside}"),
            "out": counts("SELECT out, count(*) FROM post WHERE out IS NOT NULL GROUP BY out ORDER BY 2 DESC"),
            "parts": counts(f"SELECT part, count(*) {inside} GROUP BY part"),
            "labels": counts(f"SELECT label, count(*) {inside} GROUP BY label"),
            "holdoutLabels": counts(f"SELECT label, count(*) {inside} AND part = 'test' GROUP BY label"),
            "languages": counts(f"SELECT lang, count(*) {inside} GROUP BY lang"),
            "topics": _one(db, f"SELECT count(*) {inside} AND part = 'train' AND topics IS NOT NULL"),
            "provenance": counts(f"SELECT provenance, count(*) {inside} GROUP BY provenance"),
        },
        "votes": {
            "read": _one(db, "SELECT count(*) FROM vote"),
            "out": counts("SELECT out, count(*) FROM vote WHERE out IS NOT NULL GROUP BY out ORDER BY 2 DESC"),
            "peopleOut": counts("SELECT out, count(DISTINCT voter) FROM vote WHERE out IS NOT NULL GROUP BY out"),
        },
        "people": {
            "voters": _one(db, "SELECT count(DISTINCT voter) FROM vote"),
            "largestDecides": _largest(db),
        },
        "brokenLines": {"count": len(faults), "shown": list(faults[:SHOWN_FAULTS])},
    }


def _one(db: sqlite3.Connection, query: str) -> int:
    return db.execute(query).fetchone()[0]


def _largest(db: sqlite3.Connection) -> int:
    """Posts of the set that the one person decides who decides most."""
    return _one(
        db,
        """SELECT coalesce(max(posts), 0) FROM (SELECT count(*) AS posts FROM vote JOIN post USING (n)
           WHERE post.out IS NULL AND vote.out IS NULL AND review IS NULL AND vote.label = post.label GROUP BY voter)""",
    )


def write_report(folder: Path, report: dict) -> None:
    """Writes both forms into the set's folder."""
    (folder / "report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    (folder / "report.md").write_text(markdown(report), encoding="utf-8")


def markdown(report: dict) -> str:
    """The report for people."""
    posts, votes = report["posts"], report["votes"]
    people = (
        f"{report['people']['voters']:,} people voted; whoever decides most decides {report['people']['largestDecides']:,} posts."
    )
    parts = [
        f"# Feedback set {report['version']}",
        f"{posts['read']:,} posts read, {posts['in']:,} in the set, "
        f"{posts['parts'].get('test', 0):,} of them held out. {votes['read']:,} votes read. {people}",
        _table("In the set", posts["labels"] | posts["languages"] | posts["provenance"]),
        _table("The hold-out", posts["holdoutLabels"]),
        _table("Posts left out", posts["out"]),
        _table("Votes set aside", votes["out"]),
        _table("People whose votes were set aside", votes["peopleOut"]),
        _table("Broken lines left out", {fault: 1 for fault in report["brokenLines"]["shown"]}),
        "## Rules\n" + "\n".join(f"- {HELP[name]}: {value:g}" for name, value in report["rules"].items()),
        "- weight by provenance: " + ", ".join(f"{name} {value:g}" for name, value in report["weights"].items()),
        "## Read from\n" + "\n".join(f"- {one['file']}, SHA-256 {one['sha256']}" for one in report["sources"]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(title: str, counts: dict[str, int]) -> str:
    rows = [f"| {name} | {count:,} |" for name, count in counts.items()]
    return "\n".join([f"## {title}", "| | |", "|---|--:|", *rows]) if rows else ""
