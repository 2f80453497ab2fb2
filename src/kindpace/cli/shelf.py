"""`list`: the sessions and programmes of the library, and the ideas that they carry."""

import textwrap
from collections.abc import Iterator, Sequence

import click

from kindpace.cli.words import print_json
from kindpace.session.ideas import Essay, Idea, essays
from kindpace.session.notation import clock
from kindpace.studio.cards import Card, ProgrammeCard, cards, programme_cards, series
from kindpace.studio.ideas import Carried, carried, find_idea

WIDTH = 88
INDENT = "   "


@click.command("list")
@click.option("--ideas", "every_idea", is_flag=True, help="Every idea, and where each one went.")
@click.option("--idea", metavar="ID", help="One idea, such as companion-26, and what carries it.")
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
def list_command(*, every_idea: bool, idea: str | None, as_data: bool) -> None:
    """Show the sessions and programmes of the library.

    With --ideas, show the ideas behind them, and where each one went.
    """
    if idea is not None:
        _one_idea(idea, as_data=as_data)
    elif every_idea:
        _every_idea(essays(), as_data=as_data)
    else:
        _library(cards(), programme_cards(), as_data=as_data)


def _library(shelf: Sequence[Card], programmes: Sequence[ProgrammeCard], *, as_data: bool) -> None:
    if as_data:
        print_json([*map(_card_json, shelf), *map(_programme_json, programmes)])
        return
    for card in sorted(shelf, key=lambda card: ("/" in card.id, card.length)):  # short ones first
        gaits = ", ".join(card.gaits)
        _tell(card, f"{_minutes(card)}, {gaits}")
    click.echo()
    for programme in programmes:
        _tell(programme, f"{programme.weeks} weeks")
    for folder, number in series().items():
        click.echo(f"\n{folder}/  {number} sessions of a series, which its programme brings")


def _tell(card: Card | ProgrammeCard, measure: str) -> None:
    tongue = "" if card.language == "en" else f", {card.language}"
    click.echo(f"{click.style(card.id, bold=True)}  {card.title} · {measure}{tongue}")
    click.echo("\n".join(_wrapped(card.sentence)))
    if card.topics:
        topics = " ".join(f"#{topic}" for topic in card.topics)
        click.echo(click.style("\n".join(_wrapped(topics)), dim=True))


def _minutes(card: Card) -> str:
    whole = card.length / 60
    return f"{whole} min" if whole.denominator == 1 else f"{clock(card.length)} min"


def _card_json(card: Card) -> dict[str, object]:
    return {
        "kind": "session",
        "id": card.id,
        "title": card.title,
        "summary": card.summary,
        "minutes": round(float(card.length / 60), 2),
        "gaits": [str(gait) for gait in card.gaits],
        "language": card.language,
        "topics": list(card.topics),
        "carries": list(card.carries),
    }


def _programme_json(card: ProgrammeCard) -> dict[str, object]:
    return {
        "kind": "programme",
        "id": card.id,
        "title": card.title,
        "summary": card.summary,
        "weeks": card.weeks,
        "language": card.language,
        "topics": list(card.topics),
        "carries": list(card.carries),
    }


def _one_idea(name: str, *, as_data: bool) -> None:
    idea = find_idea(essays(), name)
    shelf = {card.id: card.sentence for card in cards()}
    shelf |= {card.id: card.sentence for card in programme_cards()}
    found = tuple(carried(idea, shelf))
    if as_data:
        print_json({**_idea_json(idea), "carried": [_carried_json(one) for one in found]})
        return
    click.echo(click.style(idea.id, bold=True))
    click.echo("\n".join(_wrapped(idea.text)))
    for one in found:
        click.echo(f"\n{one.kind}  {click.style(one.name, bold=True)}".rstrip())
        click.echo("\n".join(_wrapped(one.told)))
    if idea.nowhere:
        click.echo("\n" + "\n".join(_wrapped(f"Carried nowhere, {idea.nowhere}")))


def _every_idea(known: tuple[Essay, ...], *, as_data: bool) -> None:
    ideas = [idea for essay in known for idea in essay.ideas]
    accounted = sum(idea.accounted for idea in ideas)
    if as_data:
        told = [_idea_json(idea) for idea in ideas]
        by = _ways(ideas)
        print_json({"ideas": told, "by": by, "accounted": accounted, "all": len(ideas)})
        return
    for essay in known:
        click.echo(click.style(essay.title, bold=True))
        for idea in essay.ideas:
            click.echo("\n".join(_line(idea)))
    ways = ", ".join(f"{name} {number}" for name, number in _ways(ideas).items())
    click.echo(f"Carried by {ways}.")
    nowhere = sum(bool(idea.nowhere) for idea in ideas)
    click.echo(
        f"{accounted} of {len(ideas)} accounted for: {accounted - nowhere} carried, "
        f"{nowhere} left out with a reason."
    )


def _ways(ideas: Sequence[Idea]) -> dict[str, int]:
    """How many ideas each kind of carrier carries."""
    names = ("sessions", "programmes", "rules", "facts", "notes", "craft")
    return {name: sum(bool(getattr(idea.carriers, name)) for idea in ideas) for name in names}


def _line(idea: Idea) -> Iterator[str]:
    yield f"{INDENT}{idea.id:<15} {idea.text}"
    by = idea.carriers
    names = (*by.sessions, *by.programmes, *by.rules, *by.facts, *by.notes)
    told = ", ".join(names) or by.craft or f"nowhere, {idea.nowhere}"
    yield from (
        click.style(line, dim=True)
        for line in textwrap.wrap(
            told, WIDTH, initial_indent=" " * 19 + "→ ", subsequent_indent=" " * 21
        )
    )


def _idea_json(idea: Idea) -> dict[str, object]:
    by = idea.carriers
    return {
        "id": idea.id,
        "idea": idea.text,
        "sessions": list(by.sessions),
        "programmes": list(by.programmes),
        "rules": list(by.rules),
        "facts": list(by.facts),
        "notes": list(by.notes),
        "craft": by.craft,
        "nowhere": idea.nowhere,
    }


def _carried_json(one: Carried) -> dict[str, str]:
    return {"kind": one.kind, "name": one.name, "told": one.told}


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
