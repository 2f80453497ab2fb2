"""The command line: thin, calm, and quick to start."""

import os
import signal
import sys
from importlib import import_module

import click

from kindpace import __version__
from kindpace.problems import KindpaceError, problem

COMMANDS = {
    "new": ("kindpace.cli.write", "Write a commented script that renders as it stands."),
    "import": ("kindpace.cli.import_", "Make a script of somebody else's text or workout."),
    "list": ("kindpace.cli.shelf", "Show the sessions and programmes of the library."),
    "check": ("kindpace.cli.check", "Tell every fault of a script or a programme at once."),
    "plan": ("kindpace.cli.plan", "Show the timeline of a session, with no voice loaded."),
    "audition": ("kindpace.cli.audition", "Hear a slice of a session while it is written."),
    "notes": ("kindpace.cli.notes", "Print what to read before a session, and its every word."),
    "programme": ("kindpace.cli.programme", "Show, copy or put into a calendar weeks of sessions."),
    "render": ("kindpace.cli.render", "Make a track: one MP3 that any phone plays."),
    "build": (
        "kindpace.cli.build",
        "Make a podcast: every session a track, with a feed and a page around them.",
    ),
    "say": ("kindpace.cli.say", "Speak one line, or show how it will be said."),
    "record-sheet": ("kindpace.cli.record_sheet", "List every line to read aloud yourself."),
    "verify": ("kindpace.cli.verify", "Read a finished MP3 back, and tell what it keeps."),
    "serve": ("kindpace.cli.serve", "Serve a feed's folder, with a page that plays on phones."),
    "publish": (
        "kindpace.cli.publish",
        "Publish a feed: only what changed, tracks first and the feed last.",
    ),
    "export": (
        "kindpace.cli.export",
        "Make a folder of tracks for a phone, by cable: only what changed is copied.",
    ),
    "feed": ("kindpace.cli.feed", "Look through a podcast feed, yours or any other."),
    "voices": ("kindpace.cli.voices", "Show the voices, and how to get those that are missing."),
    "sounds": ("kindpace.cli.sounds", "Show the sounds that a session can stand in, or try one."),
    "cache": ("kindpace.cli.cache", "Show, clear or check the lines that were spoken before."),
    "explain": ("kindpace.cli.look", "Tell more about a message, by its name."),
    "schema": ("kindpace.cli.look", "Print the JSON Schema of scripts, for editors."),
    "doctor": ("kindpace.cli.look", "Look whether everything is in place."),
}
"""Each command's room and its one sentence: listed without loading the rooms, to start quickly."""

STOPPED = 130


class Commands(click.Group):
    """The commands, each loaded only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command, in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command called `cmd_name`, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        room = import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(room, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands for `--help`."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kindpace")
def kindpace() -> None:
    """Write a run. Hear it back, kindly.

    A NAME is a script file, or a session that `kindpace list` shows.
    """


def main() -> None:
    """Run the command line; every fault becomes calm words and an exit code."""
    signal.signal(signal.SIGTERM, _stop)  # so that a polite end cleans up as Ctrl-C does
    try:
        code = kindpace.main(standalone_mode=False)
    except KindpaceError as error:
        from kindpace.cli.words import tell  # noqa: PLC0415 - only when something is wrong

        tell(error.problems)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. Nothing was left half-written.", err=True)
        code = STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # the last net: a person never sees a traceback
        if os.environ.get("KINDPACE_DEBUG"):
            raise
        from kindpace.cli.words import tell  # noqa: PLC0415 - only when something is wrong

        reason = " ".join(f"{type(error).__name__}: {error}".split())
        tell([problem("unexpected", reason=reason.replace("{", "(").replace("}", ")"))])
        code = 3
    sys.exit(code if isinstance(code, int) else 0)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
