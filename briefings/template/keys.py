"""The keys of a template, each declared once: reading goes by them, and the JSON Schema for editors is made of them.

A block's own keys are declared in its class (`blocks.params.param`) and are read in the same way.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from .. import reflow
from ..blocks.params import Kind as ParameterKind
from ..blocks.params import Parameter, parameters
from ..frozen import frozen
from ..geometry import PAGE_SIZES
from ..roles import ROLES
from ..writers import WRITERS

FORMATS: Final = (*WRITERS, *reflow.WRITERS, *reflow.PICTURES)

Kind: TypeAlias = (
    ParameterKind
    | Literal[
        "loop",  # `name in list`
        "condition",  # true, false or an expression
        "names",  # a map of names and values
        "value",  # words and expressions
        "notes",  # one value or several
        "name",  # words as they stand
        "layout",  # what a page is for, or a sheet layout
        "kept",  # a whole number from 0
        "flow",  # texts and blocks
        "pages",
        "formats",
        "omits",
        "true",
    ]
)


@frozen
class Key:
    """A key: how its value is read, and what the schema tells of it."""

    name: str
    kind: Kind
    description: str
    example: object
    required: bool = False
    choices: tuple[str, ...] = ()


Keys: TypeAlias = "dict[str, Key | Parameter]"


def _keys(*keys: Key | Parameter) -> Keys:
    return {key.name: key for key in keys}


def _around(what: str) -> Keys:
    return _keys(
        Key("for", "loop", f"Makes the {what} once for each item of a list.", "item in section.items"),
        Key("if", "condition", f"Makes the {what} only when this holds.", "{{ section.items }}"),
        Key("with", "names", f"Names for values used in the {what}.", {"first": "{{ section.items[0] }}"}),
    )


_PDF: Final = "What its PDFs keep to: `ua-1` is PDF/UA-1 with PDF/A-2a, `ua-2` is PDF/UA-2 with PDF/A-4, in PDF 2.0."
_PAGES: Final = [{"layout": "content", "title": "{{ item.title }}"}]

TEMPLATE: Final = _keys(
    Key("kind", "word", "A deck of slides, or a sheet that is exactly one page.", "slides", True, ("slides", "sheet")),
    Key("title", "name", "What the template is called.", "Slide deck"),
    Key("description", "name", "What it makes, in a sentence.", "Every section of the report, with charts that stay editable."),
    Key("handout", "word", "Makes a page of paper of each slide: its picture, and its notes below it.", "a4", choices=("a4", "letter")),
    Key("theme", "name", "The theme, by the name of its folder under `templates/themes/`.", "default"),
    Key("ink", "word", "How much ink a print takes: with `low`, grounds are white and bands become lines.", "low", choices=("usual", "low")),
    Key("pdf", "word", _PDF, "ua-2", choices=("ua-1", "ua-2")),
    Key("page", "word", "The page size.", "16:9", choices=tuple(PAGE_SIZES)),
    Key("formats", "formats", "The usual file formats; `--format` overrides them.", ["pptx"], choices=FORMATS),
    Key("footer", "value", "The footer of every slide.", "{{ report.title }}"),
    Key("date", "value", "The date on every slide.", "{{ report.as_of | date }}"),
    Key("notes", "word", "How sources are told: `numbered` puts small figures where they are used, which lead to the list of sources.", "numbered", choices=("plain", "numbered")),
    Key("omit", "omits", "Sections that the template leaves out on purpose.", [{"type": "mandates", "reason": "the annex lists them"}]),
    Key("pages", "pages", "The pages, in order.", [{"layout": "cover", "title": "{{ report.title }}"}], True),
)  # fmt: skip
OMIT: Final = _keys(
    Key("type", "name", "Every section of this type.", "mandates"),
    Key("section", "name", "The section with this id.", "annex"),
    Key("rest", "true", "Every section that no page shows.", True),
    Key("reason", "value", "Why, in words that the manifest repeats.", "the annex lists them", True),
)
AROUND: Final = _around("page")
INCLUDED: Final = AROUND | _keys(Key("include", "name", "Takes the pages of another template.", "one-pager-page"))
GROUPED: Final = AROUND | _keys(Key("pages", "pages", "Pages that share this `for`, `if` and `with`.", _PAGES))
PAGE: Final = AROUND | _keys(
    Key("id", "value", "A stable name for the page.", "outcome-{{ outcome.id }}"),
    Key("layout", "layout", "What the slide is for, or the name of a sheet layout.", "content", choices=tuple(ROLES)),
    Key("section", "value", "The PowerPoint section that the slide belongs to.", "{{ section.title }}"),
    Key(
        "photo",
        "flow",
        "A picture that fills the slide behind its words; on slides of a brand template there is none.",
        {"block": "picture", "file": "{{ shot.file }}", "alt": "{{ shot.alt }}", "credit": "{{ shot.credit }}"},
    ),
    Key("notes", "notes", "Words for the speaker notes, before the full text behind the slide.", "Pause here."),
)
"""What any page may say; its other keys are the places of its layout."""

_DEAR: Final = _keys(
    Key(
        "optional",
        "condition",
        "Shown only where the sheet has room left; on slides, only where no further slide is needed for it.",
        True,
    ),
    Key("priority", "kept", "On a full sheet the highest number goes first; 0 never goes.", 5),
)
BLOCKS: Final = (
    _around("blocks") | _keys(Key("blocks", "flow", "The blocks.", [{"block": "prose", "text": "…"}], True)) | _DEAR
)
BLOCK: Final = (
    _around("block")
    | _keys(Key("block", "name", "The kind of block.", "prose", True), Key("id", "value", "A stable name for the block.", "{{ item.id }}"))
    | _DEAR
)  # fmt: skip


def place(name: str) -> Key:
    """A place of a page's layout."""
    return Key(name, "flow", f"What stands in the layout's `{name}` place.", "{{ section.title }}")


def of_block(kind: type) -> Keys:
    """The keys of a kind of block: those of all, and the parameters that it declares."""
    return BLOCK | _keys(*parameters(kind))


def names(*keys: Keys) -> frozenset[str]:
    """The names of some keys."""
    return frozenset(name for one in keys for name in one)
