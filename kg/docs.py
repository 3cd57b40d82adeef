"""The command line's reference in Markdown, from what ``--help`` says; docs/cli.md is made of it."""

from __future__ import annotations

import click

from kg.cli import main

WIDTH = 100
"""Columns, whatever the terminal that the documents are made in."""


def reference() -> str:
    """A section a command, each with its help text."""
    names = main.context_settings["help_option_names"]
    top = click.Context(main, info_name="kg", terminal_width=WIDTH, help_option_names=names)
    parts = [section("kg", main, top)]
    for name in main.list_commands(top):
        command = main.commands[name]
        inner = click.Context(command, top, name, terminal_width=WIDTH)
        parts.append(section(f"kg {name}", command, inner))
        if isinstance(command, click.Group):
            parts += [
                section(f"kg {name} {sub}", found, click.Context(found, inner, sub, terminal_width=WIDTH))
                for sub, found in sorted(command.commands.items())
            ]
    return "\n".join(parts)


def section(name: str, command: click.Command, ctx: click.Context) -> str:
    """A heading and the help text as code."""
    return f"## {name}\n\n```\n{command.get_help(ctx)}\n```\n"
