"""Fetches the whole export of a running service with a key that may do nothing else."""

from pathlib import Path
from urllib.parse import urlsplit

import requests
from tqdm import tqdm

from ..errors import LabError

PATIENCE_SECONDS = (10, 120)
"""To connect, and between two pieces of the answer."""
ALL = {"since": "1970-01-01T00:00:00Z", "format": "jsonl"}


class FetchError(LabError):
    """An export that could not be fetched whole; the message says why and what to do, and never the key."""


def fetch_export(service: str, key: str, path: Path) -> Path:
    """Writes `GET {service}/export` of all time to `path` and returns that; a part of it is never left there."""
    address = urlsplit(service)
    if address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise FetchError(f"{service}: the key would travel in the clear; use https://")
    part = path.with_name(path.name + ".part")
    headers = {"Authorization": f"Bearer {key}"}
    try:
        with requests.get(
            f"{service.rstrip('/')}/export",
            params=ALL,
            headers=headers,
            stream=True,
            timeout=PATIENCE_SECONDS,
            allow_redirects=False,
        ) as answer:
            _refuse(answer, service)
            with part.open("wb") as stream, tqdm(unit="B", unit_scale=True, desc="fetch", mininterval=1) as bar:
                for piece in answer.iter_content(1 << 16):
                    stream.write(piece)
                    bar.update(len(piece))
        return part.replace(path)
    except requests.RequestException as error:
        raise FetchError(f"{service}/export: {type(error).__name__}; the export was not fetched whole, try again") from error
    finally:
        part.unlink(missing_ok=True)


def _refuse(answer: requests.Response, service: str) -> None:
    if answer.status_code in (401, 403):
        raise FetchError(
            f"{service}/export says {answer.status_code}: set FEEDBACK_EXPORT_KEY to a key with the scope export "
            "(npm run api:key -- retrain export)"
        )
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200 or "jsonl" not in kind:
        raise FetchError(
            f"{service}/export says {answer.status_code} ({kind or 'no type'}) in place of JSON lines; is it the service?"
        )
