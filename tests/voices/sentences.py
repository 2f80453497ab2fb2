"""Fixed sentences over which pace is measured, in the languages that are calibrated."""

SENTENCES = {
    "en": (
        "Let your shoulders drop, and keep an easy smile.",
        "Notice three things that you can hear close by.",
        "We breathe in for three steps, and out for two.",
        "You are doing this, one quiet step at a time.",
        "If it hurts, slow down or stop; that is always fine.",
        "The next part is a little quicker, and it lasts four minutes.",
        "Nothing has to be fixed right now.",
        "Walk when you like, and run when you are ready.",
    ),
    "es": (
        "Deja caer los hombros y sonríe un poco.",
        "Escucha tres cosas que estén cerca de ti.",
        "Inspira en tres pasos y espira en dos.",
        "Si algo duele, afloja o para; siempre está bien.",
        "No hay nada que arreglar ahora mismo.",
        "Camina cuando quieras y corre cuando estés listo.",
        "La parte que sigue es un poco más rápida y dura cuatro minutos.",
    ),
    "de": (
        "Lass die Schultern sinken und lächle ein wenig.",
        "Höre auf drei Dinge, die nah bei dir sind.",
        "Wir atmen drei Schritte ein und zwei Schritte aus.",
        "Wenn etwas weh tut, werde langsamer oder bleib stehen; das ist immer gut.",
        "Gerade jetzt muss nichts gelöst werden.",
        "Geh, wann du magst, und lauf, wenn du bereit bist.",
        "Der nächste Teil ist ein wenig schneller und dauert vier Minuten.",
    ),
    "fr": (
        "Laisse tomber les épaules et souris un peu.",
        "Écoute trois choses qui sont près de toi.",
        "Inspire sur trois pas et expire sur deux.",
        "Si quelque chose fait mal, ralentis ou arrête-toi; c'est toujours bien.",
        "Rien ne doit être réglé maintenant.",
        "Marche quand tu veux et cours quand tu es prêt.",
        "La partie qui suit est un peu plus rapide et dure quatre minutes.",
    ),
}
