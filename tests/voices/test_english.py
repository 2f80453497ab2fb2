from kindpace.voices.english import rules, say_english


def test_every_rule_meets_plain_words_in_peace() -> None:
    """A sentence without numbers or short forms goes through all rules untouched."""
    plain = "Let your shoulders drop, and keep an easy smile; you're doing well-worn work."
    assert say_english(plain) == plain
    assert all(not pattern.search(plain) for pattern, _ in rules()[:-1])


def test_special_forms_come_before_their_parts() -> None:
    """A clock with seconds isn't a breath pattern, and a pace isn't a clock."""
    assert say_english("0:05:00") == "five minutes"
    assert say_english("0:00:00") == "zero seconds"
    assert say_english("4:50/mi") == "four fifty per mile"
    assert say_english("1:1") == "one one"
