"""Pronunciations in the letters of the International Phonetic Alphabet (IPA chart, 2020)."""

import unicodedata

from kindpace.session.notation import Unreadable, shown

CONSONANTS = "bcdfɡghjklmnpqrstvwxzðŋɕɖɟɢɣɥɦɫɬɭɮɰɱɲɳɴɸɹɺɻɽɾʀʁʂʃʈʋʎʐʑʒʔʕʙʝʟβθχħʡʢʍɧ"
VOWELS = "aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏ"
MARKS = "ˈˌːˑ.‿ ʰʷʲˠˤⁿˡ˞"
ROUND = {"/": "/", "[": "]", "(": ")"}


def ipa(written: str) -> str:
    """`written` without the slashes or brackets that stand around a pronunciation.

    Raises Unreadable (`ipa-unreadable`) for a letter that isn't of the IPA.
    """
    bare = unicodedata.normalize("NFD", written.strip())
    if len(bare) > 1 and ROUND.get(bare[0]) == bare[-1]:
        bare = bare[1:-1]
    bare = bare.replace("'", "ˈ").replace(",", "ˌ").replace(":", "ː").replace("g", "ɡ")
    for sign in bare:
        known = sign in CONSONANTS or sign in VOWELS or sign in MARKS
        if not known and not unicodedata.combining(sign):
            raise Unreadable("ipa-unreadable", sign=shown(sign), written=shown(written))
    if not any(sign in CONSONANTS or sign in VOWELS for sign in bare):
        raise Unreadable("ipa-unreadable", sign=shown(written), written=shown(written))
    return unicodedata.normalize("NFC", bare)
