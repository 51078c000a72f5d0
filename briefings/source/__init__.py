"""YAML in, values out, each with the file, line and column that it stands at.

    read     a Path (or bytes and a name) -> Source: frozen nodes Scalar, Sequence_, Mapping_

A plain scalar is what YAML 1.2.2 says it is (section 10.3.2, the core schema): `NO` is a text, `0o17` is 15, `true`
is a truth value. The words as written are kept beside the value, so that a text field can have `0123` and `1.10` as
they stand.

Refused, each with its place: what is not YAML, keys that stand twice, anchors, aliases, merge keys and tags, several
documents, characters that may not stand in a report, encodings other than UTF-8, and files that are larger or deeper
than a report can be. All that can be told at once is told at once: after a line that only lacks quotation marks,
reading goes on.
"""

from __future__ import annotations

from .nodes import Inserted as Inserted
from .nodes import MalformedError as MalformedError
from .nodes import Mapping_ as Mapping_
from .nodes import Node as Node
from .nodes import Scalar as Scalar
from .nodes import Sequence_ as Sequence_
from .nodes import Source as Source
from .nodes import Step as Step
from .nodes import at as at
from .nodes import key_at as key_at
from .nodes import nearest as nearest
from .nodes import plain as plain
from .nodes import resolve as resolve
from .nodes import scalars as scalars
from .yaml_file import LIMIT as LIMIT
from .yaml_file import read as read
