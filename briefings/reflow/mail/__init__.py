"""The e-mail that a document goes out by: plain text, HTML that Outlook shows, pictures within it, and the finished files attached.

It has neither sender nor addressee and says that it was not sent, so that Outlook opens it as a draft. The same document gives the
same bytes: no date, and boundaries that say where they are (RFC 2045 to 2047, RFC 2387, RFC 5322; X-Unsent: MS-OXOMSG).
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from ...language import of
from ...look import Look
from ...writers import Made
from ..around import Around
from ..nodes import Flow
from . import plain
from .markup import Writer

_TYPES: Final = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
ATTACHED: Final = tuple(_TYPES)
"""The endings of files that are attached, in their order."""


def write(flow: Flow, look: Look, around: Around) -> Made:
    """A document as one message, as mail programs save it."""
    writer = Writer(flow, look)
    html = writer.page(around.cover)
    message = EmailMessage(SMTP)
    message["Subject"] = " ".join(flow.title.split())
    message["X-Unsent"] = "1"
    message.set_content(plain.text(flow))
    message.add_alternative(html, subtype="html")
    (_, shown) = message.iter_parts()
    for name, image in writer.pictures.items():
        kind = name.rpartition(".")[2]
        shown.add_related(image, "image", kind, cid=f"<{name}>", disposition="inline", filename=name)
    for name, data in around.attached.items():
        main, _, sub = _TYPES[name.rpartition(".")[2]].partition("/")
        message.add_attachment(data, main, sub, filename=name)
    message["Content-Language"] = of(flow.language).tag
    for number, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"=_briefings_{number}")  # which no encoded line can be: "=" begins a byte's number
    return Made(message.as_bytes())
