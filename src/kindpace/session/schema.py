"""JSON Schema of scripts and runner profiles, so that an editor helps while one writes."""

import tomllib
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

from kindpace.session.weeks import Programme
from kindpace.session.written import Profile, Script

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCRIPT_ID, PROFILE_ID = "kindpace.schema.json", "kindpace-runner.schema.json"
PROGRAMME_ID = "kindpace-programme.schema.json"
SCRIPT_KEYS, PROGRAMME_KEYS = "keys.toml", "programme_keys.toml"


def schema() -> dict[str, Any]:
    """The schema of a session script (draft 2020-12). It accepts every script that reads cleanly.

    What needs more than the shape, such as a sum of times, is left to `kindpace check`.
    """
    return _schema(Script, SCRIPT_ID, "A kindpace session script")


def profile_schema() -> dict[str, Any]:
    """The schema of a runner profile, `runner.yaml`."""
    return _schema(Profile, PROFILE_ID, "A kindpace runner profile")


def programme_schema() -> dict[str, Any]:
    """The schema of a programme of weeks."""
    return _schema(Programme, PROGRAMME_ID, "A kindpace programme")


def descriptions(name: str = SCRIPT_KEYS) -> dict[str, dict[str, str]]:
    """What each key is for, by mapping and key: of scripts, or of `PROGRAMME_KEYS`."""
    text = files("kindpace.session").joinpath(name).read_text("utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


def _schema(model: type[BaseModel], name: str, title: str) -> dict[str, Any]:
    found = _tidied(model.model_json_schema())
    mappings = {model.__name__: found, **found.get("$defs", {})}
    told = {**descriptions(), **(descriptions(PROGRAMME_KEYS) if model is Programme else {})}
    for mapping, sentences in told.items():
        keys = mappings.get(mapping, {}).get("properties", {})
        for key in keys.keys() & sentences.keys():
            keys[key] = {**keys[key], "description": sentences[key]}
    return {"$schema": DRAFT, "$id": name, "title": title, **found}


def _tidied(found: Any) -> Any:  # noqa: ANN401 - JSON Schema is any JSON
    """Without pydantic's made-up titles, empty values, and lengths that count outer blanks."""
    if not isinstance(found, dict):
        return found
    tidy: dict[str, Any] = {}
    for key, value in found.items():
        match key:
            case "title" | "maxLength":
                continue
            case "default" if value is None:
                continue
            case "properties" | "$defs":
                tidy[key] = {name: _tidied(one) for name, one in value.items()}
            case "anyOf":
                tidy |= _either([_tidied(one) for one in value if one != {"type": "null"}])
            case _:
                tidy[key] = _tidied(value)
    return tidy


def _either(forms: list[dict[str, Any]]) -> dict[str, Any]:
    """One form as it is, several as a choice without choices inside."""
    flat = [
        inner for form in forms for inner in (form["anyOf"] if [*form] == ["anyOf"] else [form])
    ]
    return flat[0] if len(flat) == 1 else {"anyOf": flat}
