"""Who runs: profiles laid over one another, and a cadence guessed where none was counted."""

from fractions import Fraction

from kindpace.session.model import Gait, Mix, Runner, StepsPerMinute
from kindpace.session.written import MixWords, Profile

SLOWEST_GUESS, FASTEST_GUESS = Fraction(150), Fraction(185)
GUESSED_FROM = ("height", "easy_pace")
CADENCE_SOURCES = ("cadence", "counted", *GUESSED_FROM)


def guessed_cadence(height: int, easy_pace: str) -> StepsPerMinute:
    """A first guess at a running cadence from height (cm) and easy pace (min:s a kilometre).

    164 + 6·(v − 2.8 m/s) − 0.5·(height − 172 cm), held to 150..185, give or take 8: a fit to the
    means of two cohorts of recreational runners. Counting steps is always better.
    """
    whole, seconds = easy_pace.split(":")
    speed = Fraction(1000, int(whole) * 60 + int(seconds))
    guess = 164 + 6 * (speed - Fraction(14, 5)) - Fraction(height - 172, 2)
    return Fraction(round(min(max(guess, SLOWEST_GUESS), FASTEST_GUESS)))


def laid_over(*profiles: Profile) -> Profile:
    """One profile: each later one has the last word on what it tells.

    Blank words tell nothing. A later source of the cadence replaces every earlier one; of a mix,
    each level stands for itself.
    """
    told: dict[str, object] = {}
    for profile in profiles:
        given = {key: getattr(profile, key) for key in profile.model_fields_set}
        given = {key: value for key, value in given.items() if not _is_blank(value)}
        together = told.keys() | given.keys()
        guessed = given.keys() & set(GUESSED_FROM) and together >= set(GUESSED_FROM)
        if guessed or "cadence" in given or "counted" in given:
            kept = GUESSED_FROM if guessed else ()
            told = {k: v for k, v in told.items() if k not in CADENCE_SOURCES or k in kept}
        mix = _mixed(told.get("mix"), given.get("mix"))
        told |= given if mix is None else {**given, "mix": mix}
    return Profile.model_construct(_fields_set=set(told), **told)


def _mixed(*written: object) -> MixWords | None:
    """The levels told, each later one in place of an earlier; None where nobody tells any."""
    mixes = [one for one in written if isinstance(one, MixWords)]
    told = {key: getattr(one, key) for one in mixes for key in one.model_fields_set}
    return MixWords.model_construct(_fields_set=set(told), **told) if mixes else None


def mix_from(*written: MixWords | None) -> Mix:
    """The settled mix: each later level has the last word, and what nobody tells stays."""
    words = _mixed(*written) or MixWords()
    return Mix(**{key: getattr(words, key) for key in words.model_fields_set})


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def cadence_of(profile: Profile) -> StepsPerMinute | None:
    """The running cadence that a profile tells, counts, or lets us guess."""
    if profile.cadence is not None:
        return profile.cadence
    if profile.counted is not None:
        return profile.counted
    if profile.height is not None and profile.easy_pace is not None:
        return guessed_cadence(profile.height, profile.easy_pace)
    return None


def runner_from(profile: Profile) -> Runner:
    """The settled runner: what is not told keeps the model's defaults."""
    default = Runner()
    return Runner(
        name=plain(profile.name),
        cadence=cadence_of(profile) or default.cadence,
        walk=profile.walk or default.walk,
        gait=Gait(profile.gait or default.gait),
        beat=profile.beat or "",
        breath=profile.breath or "",
        length=profile.minutes,
        goal=plain(profile.goal),
        carry=plain(profile.carry),
        company=plain(profile.company),
        place=plain(profile.place),
        weather=plain(profile.weather),
        country=profile.country or "",
        voice=profile.voice or "",
        pace=profile.pace,
        talk=profile.talk or "normal",
        skip=tuple(profile.skip or ()),
        support=plain(profile.support),
        heart=plain(profile.heart),
    )


def plain(words: str | None) -> str:
    """Somebody's own words, kept from acting as markup of a script, and without a last comma."""
    text = (words or "").translate(str.maketrans("{}[]", "()()"))
    return " ".join(text.split()).rstrip(" .,;:")
