"""Addresses on the web, e-mail and hashtags, so that a listener could write them down."""

import re
from collections.abc import Iterable, Mapping

from kindpace.voices.rules import Found, Rule, rule

ENDINGS = "com|org|net|info|app|io|eu|ie|uk|co|de|es|fr|nz|au|example"
"""How an address ends that is known without `www.` or a slash: any other looks like a sentence."""

LABEL = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)"
TAIL = r"(?:/(?:[^\s\"<>()]*[\w/])?)?"


def addresses(phrases: Mapping[str, str]) -> Iterable[Rule]:
    """Rules for addresses; `phrases` has the words for `at`, `dot`, `slash` and `hash`."""

    def spoken(found: Found) -> str:
        plain = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", found[0])
        plain = re.split(r"[?#]", plain)[0].rstrip("/")
        for sign, word in (("@", "at"), (".", "dot"), ("/", "slash"), ("_", "")):
            plain = plain.replace(sign, f" {phrases[word]} " if word else " ")
        return plain.strip()

    def tagged(found: Found) -> str:
        words = re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])|_+", " ", found[1])
        return f"{phrases['hash']} {words}"

    yield rule("e-mail", rf"(?<![\w.+-])[\w.+-]++@{LABEL}+[^\W\d_]{{2,}}(?![\w-])", spoken)
    yield rule("web address", rf"(?i)(?<![\w.@-])(?:https?://|www\.){LABEL}*+[\w-]++{TAIL}", spoken)
    yield rule("web address", rf"(?i)(?<![\w.@/-]){LABEL}+?(?:{ENDINGS})(?![\w@-]){TAIL}", spoken)
    yield rule("hashtag", r"(?<!\w)#(?=[^\W\d_])(\w+)", tagged)
