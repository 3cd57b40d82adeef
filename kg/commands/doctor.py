"""``kg doctor``: whether the installation is sound."""

from __future__ import annotations

import click

from kg.commands.flags import JSON, common
from kg.commands.shared import FAILED


@click.command(
    epilog="""\b
Examples:
  kg doctor
  kg doctor --json
""",
)
@JSON
@common
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check this installation: Python, libraries, the model's files, disk."""
    import json
    from dataclasses import asdict

    from kg.doctor import doctor as checks

    found = list(checks())
    if as_json:
        click.echo(json.dumps([asdict(check) for check in found], indent=2))
    else:
        for check in found:
            click.echo(f"{'ok ' if check.good else 'BAD'}  {check.name:<11} {check.told}")
    if not all(check.good for check in found):
        ctx.exit(FAILED)
