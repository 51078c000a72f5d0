"""Who, what and when: the document information, the same again as XMP, and what the colours mean.

PDF/A-2a and PDF/UA-1 are claimed in XMP (ISO 19005-2, 6.6.4; ISO 14289-1, 5), or PDF/A-4 and PDF/UA-2 (ISO 19005-4, 6.7.3;
ISO 14289-2, 6.1); PDF/A-2 wants the second claim's schema described in an
extension (6.6.2.3.3). The two accounts must agree (6.6.2.3), so both are made here from the same `Properties`.

`srgb.icc` is the sRGB profile of LittleCMS, with its date set to 2000-01-01, because the library stamps the hour, and
its version to 4.2, the newest that ISO 32000-1 (8.6.5.5) knows and all that it uses.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from typing import Any, Final

from ... import __version__
from ...frame import Properties
from ...regex import regex
from .objects import Stream, array, dictionary, string

PROGRAM: Final = f"briefings {__version__}"

# Control characters have no place in XML 1.0 (2.2), nor in a title bar.
_CONTROLS: Final = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
{fields}
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>
{claims}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_FIRST: Final = """<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
_SECOND: Final = """<pdfaid:part>4</pdfaid:part>
<pdfaid:rev>2020</pdfaid:rev>
<pdfuaid:part>2</pdfuaid:part>
<pdfuaid:rev>2024</pdfuaid:rev>
</rdf:Description>"""


def info(properties: Properties) -> Any:
    """The document information dictionary (ISO 32000-1, 14.3.3); what is not known is left out."""
    stamp = string(_date(properties).strftime("D:%Y%m%d%H%M%S+00'00'"))
    known = {
        key: string(text)
        for key, value in (
            ("Title", properties.title),
            ("Author", properties.author),
            ("Subject", properties.subject),
            ("Keywords", properties.keywords),
        )
        if (text := clean(value))
    }
    return dictionary(**known, Creator=string(PROGRAM), Producer=string(PROGRAM), CreationDate=stamp, ModDate=stamp)


def xmp(properties: Properties) -> Stream:
    """The same as XMP, with the claims to PDF/A and PDF/UA; not deflated, so that any program finds it."""
    title, author, subject, keywords, edition = (
        escape(clean(value), quote=False)
        for value in (properties.title, properties.author, properties.subject, properties.keywords, properties.edition)
    )
    fields = [
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:language><rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag></dc:language>",
    ]
    if author:
        fields.append(f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    if subject:
        fields.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
        )
    if keywords:
        fields.append(f"<pdf:Keywords>{keywords}</pdf:Keywords>")
    if properties.one_page:
        fields.append("<dc:type><rdf:Bag><rdf:li>one-page</rdf:li></rdf:Bag></dc:type>")
    if edition:
        fields.append(f"<xmpMM:VersionID>{edition}</xmpMM:VersionID>")
    date = _date(properties).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    claims = _SECOND if properties.standard == "ua-2" else _FIRST
    packet = _XMP.format(fields="\n".join(fields), date=date, program=escape(PROGRAM), claims=claims)
    return Stream({"Type": "/Metadata", "Subtype": "/XML"}, packet.encode(), deflate=False)


def output_intent(document: Any) -> Any:
    """Says that device RGB here means sRGB (ISO 19005-2, 6.2.3)."""
    profile = Stream({"N": 3, "Alternate": "/DeviceRGB"}, files(__package__).joinpath("srgb.icc").read_bytes())
    return array(
        dictionary(
            Type="/OutputIntent",
            S="/GTS_PDFA1",
            OutputConditionIdentifier=string("sRGB IEC61966-2.1"),
            Info=string("sRGB IEC61966-2.1"),
            DestOutputProfile=document.Reference(profile),
        )
    )


def clean(text: str) -> str:
    """A text on one line without control characters."""
    return _CONTROLS.sub(" ", text).strip()


def _date(properties: Properties) -> datetime:
    date = datetime.fromisoformat(properties.date)
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
