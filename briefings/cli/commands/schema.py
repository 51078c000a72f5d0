"""`briefings schema`: JSON Schemas for editors."""

from __future__ import annotations

import click

from ..telling import print_json


@click.command()
@click.argument("kind", type=click.Choice(("data", "template", "project")))
def schema(kind: str) -> int:
    """Print the JSON Schema of data, template or project files, for editors."""
    from ..schema import schema as made

    print_json(made(kind))
    return 0
