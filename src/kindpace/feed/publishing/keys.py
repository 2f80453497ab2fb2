"""The keys to a store, from where AWS's own tools look for them; read here, and told to nobody."""

import os
import re
import stat
from collections.abc import Mapping
from configparser import ConfigParser, Error
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kindpace.problems import WorldError, problem

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
MOST_BYTES: Final = 1 << 20
USUAL_REGION: Final = "us-east-1"
USUAL: Final = Path("~/.aws/credentials")
ELSEWHERE: Final = (
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_METADATA_ENDPOINT",
)
"""Where machines in a cloud are told whom to ask; the store's own client does."""

LOOSE: Final = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Who asks, and where. `secret` and `token` stay out of every text; so does `id`.

    `id` empty means that the machine's own role is asked for.
    """

    id: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    region: str = USUAL_REGION
    endpoint: str = ""


def keys_from(given: Path | None, around: Mapping[str, str] = os.environ) -> Keys:
    """The keys in the file `given`, else those of the surroundings, else those of the usual file.

    The file is one as AWS's tools write it: `[default]`, `aws_access_key_id`,
    `aws_secret_access_key`, and perhaps `aws_session_token`, `region` and `endpoint_url`. Raises
    `WorldError` if there are none, or if others may read the file.
    """
    told = {} if given else _around(around)
    asked = given or around.get("AWS_SHARED_CREDENTIALS_FILE")
    file = Path(asked or USUAL).expanduser()
    if not told and (asked or file.is_file()):
        told = _in_file(file, around.get("AWS_PROFILE") or "default")
    if not told and not any(around.get(one) for one in ELSEWHERE):
        raise WorldError([problem("publish-no-keys")])
    region = around.get("AWS_REGION") or around.get("AWS_DEFAULT_REGION")
    named = (around.get(one) for one in ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"))
    endpoint = next(filter(None, named), "")
    return Keys(
        id=told.get("aws_access_key_id", ""),
        secret=told.get("aws_secret_access_key", ""),
        token=told.get("aws_session_token", ""),
        region=region or told.get("region") or USUAL_REGION,
        endpoint=endpoint or told.get("endpoint_url") or "",
    )


def _around(around: Mapping[str, str]) -> Mapping[str, str]:
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    told = {name: around.get(name.upper(), "") for name in names}
    return told if told["aws_access_key_id"] and told["aws_secret_access_key"] else {}


def _in_file(file: Path, profile: str) -> Mapping[str, str]:
    text = _text(file)
    read = ConfigParser(interpolation=None)
    try:
        read.read_string(text)
        told = dict(read[profile])
    except (Error, KeyError):
        told = {}
    both = told.get("aws_access_key_id"), told.get("aws_secret_access_key")
    if not all(both) or any(LOOSE.search(one or "") for one in both):
        raise WorldError([problem("publish-keys-unread", path=file, profile=profile[:40])])
    return told


def _text(file: Path) -> str:
    try:
        with file.open("rb") as there:
            mode = os.fstat(there.fileno()).st_mode
            data = there.read(MOST_BYTES)
    except OSError as fault:
        reason = fault.strerror or "the disk refuses"
        raise WorldError([problem("publish-keys-away", path=file, reason=reason)]) from fault
    if os.name == "posix" and mode & OTHERS:
        raise WorldError([problem("publish-keys-open", path=file)])
    return data.decode("utf-8", "replace")
