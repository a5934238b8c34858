"""The whole loop against a service that stands on loopback: export → set → challenger → gate → what a person approves."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from exports import said, some_lines
from small_suite import SUITE

from lab.cli import main
from lab.export.card import version
from lab.feedback import loop

KEY = "ap_only-for-exports"


class Service:
    """A fake of the service's `GET /export`; `lines` and `cut` (promise more than comes) decide what it says."""

    def __init__(self) -> None:
        self.lines: list[dict] = []
        self.cut = False
        self.status = 200
        self.asked: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                allowed = self.headers["Authorization"] == f"Bearer {KEY}"
                body = "".join(json.dumps(one) + "\n" for one in service.lines).encode() if allowed else b"{}"
                self.send_response(service.status if allowed else 401)
                self.send_header("Content-Type", "application/jsonl")
                self.send_header("Content-Length", str(len(body) + 100 * service.cut))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    thread = threading.Thread(target=running.server.serve_forever)
    thread.start()
    yield running
    running.server.shutdown()
    thread.join()
    running.server.server_close()


@pytest.fixture
def ask(service: Service, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `lab loop` on tiny data with a champion; returns the exit status."""
    monkeypatch.setenv("FEEDBACK_EXPORT_KEY", KEY)
    monkeypatch.setattr(loop, "SUITE", SUITE)

    def run(champion: Path, *more: str) -> int:
        shutil.copytree(champion, tmp_path / "models" / "production")
        models = tmp_path / "models"
        places = {
            "data": data,
            "sets": models / "runs" / "feedback",
            "production": models / "production",
            "runs": models / "runs",
        }
        places |= {"out": tmp_path / "out", "golden": tmp_path / "golden.jsonl", "results": models / "results"}
        options = [word for name, path in places.items() for word in (f"--{name}", str(path))]
        training = ["--posts", "960", "--rate", "3e-3", "--head-rate", "3e-3", "--threads", "1", "--no-track"]
        return main(["loop", "--service", service.url, *options, *training, *more])

    return run


def test_a_turn_ends_with_the_new_model_in_place_and_all_that_a_person_needs_to_approve_it(
    ask, service: Service, ignorant: Path, tmp_path: Path
) -> None:
    service.lines = said(160)
    assert ask(ignorant, "--pictures-at", "https://pictures/") == 0
    production, out = tmp_path / "models" / "production", tmp_path / "out"
    told = (out / "summary.md").read_text(encoding="utf-8")
    assert version(production) != version(ignorant)
    assert (out / "title.txt").read_text(encoding="utf-8").startswith(f"Serve model {version(production)}, retrained on feedback")
    assert parse_qs(urlsplit(service.asked[0]).query)["since"] == ["1970-01-01T00:00:00Z"]
    assert "| test/feedback |" in told
    assert f"-# air-paradis-sentiment {version(ignorant)}" in told
    assert f"+# air-paradis-sentiment {version(production)}" in told
    assert "# Feedback set" in told
    for name in ("confusion", "reliability", "roc"):
        (picture,) = (tmp_path / "models" / "results").glob(f"retrain-*/{name}.png")
        assert f"https://pictures/models/results/{picture.parent.name}/{name}.png" in told
    assert json.loads((tmp_path / "golden.jsonl").read_text().splitlines()[0]) == {"model": version(production)}
    assert not list(out.glob("export*"))
    assert KEY not in told


def test_a_challenger_that_the_gate_refuses_changes_nothing_but_is_told_of(
    ask, service: Service, learned: Path, tmp_path: Path
) -> None:
    service.lines = said(160)
    assert ask(learned, "--rate", "1e-9", "--head-rate", "1e-9") == 0
    told = (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")
    assert told.startswith("The challenger stays outside: refused")
    assert "| test/feedback |" in told
    assert version(tmp_path / "models" / "production") == version(learned)
    assert not (tmp_path / "models" / "results").exists()


def test_too_little_feedback_trains_nothing_and_is_no_failure(ask, service: Service, ignorant: Path, tmp_path: Path) -> None:
    service.lines = some_lines(1)
    assert ask(ignorant) == 0
    assert (tmp_path / "out" / "title.txt").read_text(encoding="utf-8").startswith("Nothing was trained: ")
    assert version(tmp_path / "models" / "production") == version(ignorant)


def test_an_export_that_breaks_off_stops_the_turn_and_leaves_none_of_it(
    ask, service: Service, ignorant: Path, tmp_path: Path, capsys
) -> None:
    service.lines, service.cut = said(10), True
    assert ask(ignorant) == 1
    assert "was not fetched whole" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("status", "reason"), [(200, "says 401: set FEEDBACK_EXPORT_KEY"), (302, "says 302"), (500, "says 500")])
def test_a_service_that_does_not_let_us_in_is_told_of_without_the_key(
    status: int, reason: str, ask, service: Service, ignorant: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    service.status = status
    if status == 200:
        monkeypatch.setenv("FEEDBACK_EXPORT_KEY", "ap_wrong")
    assert ask(ignorant) == 1
    assert reason in (error := capsys.readouterr().err)
    assert "ap_" not in error


def test_the_key_goes_to_no_server_in_the_clear(ask, ignorant: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert ask(ignorant, "--service", "http://service.example") == 1
    assert "use https://" in capsys.readouterr().err


def test_without_a_key_nothing_is_asked(ask, service: Service, ignorant: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.delenv("FEEDBACK_EXPORT_KEY")
    assert ask(ignorant) == 1
    assert "FEEDBACK_EXPORT_KEY is not set" in capsys.readouterr().err
    assert service.asked == []
