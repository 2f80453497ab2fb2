"""Two-letter language codes (ISO 639-1) -> the three letters that ID3 wants (ISO 639-2/T)."""

import re

UNKNOWN = "und"

TABLE = """
af afr am amh ar ara as asm az aze be bel bg bul bn ben bs bos ca cat cs ces cy cym da dan
de deu el ell en eng eo epo es spa et est eu eus fa fas fi fin fr fra ga gle gd gla gl glg gu guj
ha hau he heb hi hin hr hrv hu hun hy hye id ind is isl it ita ja jpn jv jav ka kat kk kaz km khm
kn kan ko kor ku kur ky kir la lat lb ltz lt lit lv lav mi mri mk mkd ml mal mn mon mr mar ms msa
mt mlt my mya nb nob ne nep nl nld nn nno no nor or ori pa pan pl pol ps pus pt por qu que ro ron
ru rus rw kin sd snd si sin sk slk sl slv so som sq sqi sr srp su sun sv swe sw swa ta tam te tel
th tha tk tuk tl tgl tr tur tt tat ug uig uk ukr ur urd uz uzb vi vie xh xho yi yid yo yor zh zho
zu zul
"""

CODES: dict[str, str] = dict(re.findall(r"\b(\w\w) (\w{3})\b", TABLE))
"""Three letters by two."""


def three_letters(language: str) -> str:
    """The ISO 639-2 code of a tag such as `en`, `pt-BR` or `deu`; `und` where there is none."""
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    if len(primary) == 3 and primary.isascii() and primary.isalpha():  # noqa: PLR2004 - letters
        return primary
    return CODES.get(primary, UNKNOWN)
