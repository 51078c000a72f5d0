"""What a finished PDF must keep to, one rule a file. To add a rule: one file beside this, one line in the table.

Each rule goes by the code of its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ...diagnostics import Diagnostic
from . import (
    alternatives,
    fonts,
    headings,
    language,
    links,
    lists,
    marked,
    output_intent,
    pages,
    reading_order,
    table_headers,
    title,
)
from .document import Document

PDF_RULES: Final[Mapping[str, Callable[[Document], Iterator[Diagnostic]]]] = MappingProxyType(
    {
        "pdf-untagged": marked.untagged,
        "pdf-content-unmarked": marked.unmarked,
        "pdf-alt-missing": alternatives.missing,
        "pdf-alt-file-name": alternatives.file_name,
        "pdf-alt-machine": alternatives.machine,
        "pdf-language-missing": language.missing,
        "pdf-language-unknown": language.unknown,
        "pdf-language-wrong": language.wrong,
        "pdf-heading-skipped": headings.skipped,
        "pdf-header-scope": table_headers.scope,
        "pdf-table-headless": table_headers.headless,
        "pdf-list-structure": lists.structure,
        "pdf-link-untagged": links.untagged,
        "pdf-link-silent": links.silent,
        "pdf-reading-order": reading_order.turned,
        "pdf-page-order": reading_order.pages_turned,
        "pdf-title-missing": title.missing,
        "pdf-title-hidden": title.hidden,
        "pdf-output-intent-missing": output_intent.missing,
        "pdf-font-not-embedded": fonts.embedded,
        "pdf-unicode-missing": fonts.told,
        "pdf-sheet-pages": pages.one,
    }
)
