"""What makes a PDF an archival one: XMP metadata and an output intent with a colour profile.

ISO 19005-2 (PDF/A-2a) 6.2.2, 6.6.2, 6.6.4; ISO 14289-1 (PDF/UA-1) 5; ICC.1:2010 (profile 4.3).
"""

import struct
from datetime import UTC, datetime
from functools import cache

_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    "</rdf:Description>"
)

_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_D50 = (0.9642, 1.0, 0.8249)
_SRGB_COLUMNS = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_D65_TO_D50 = (
    1.0478112, 0.0228866, -0.0501270,
    0.0295424, 0.9904844, -0.0170491,
    -0.0092345, 0.0150436, 0.7521316,
)  # fmt: skip


def _escaped(text: str) -> str:
    """`text` as XML content; what is no XML character has been taken out before."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmp(
    title: str, author: str, subject: str, language: str, at: datetime, producer: str
) -> bytes:
    """The metadata packet of a PDF/A-2a and PDF/UA-1 document written `at` (aware)."""
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    alt = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    description = f"<dc:description>{alt.format(_escaped(subject))}</dc:description>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:format>application/pdf</dc:format><dc:title>{alt.format(_escaped(title))}</dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{_escaped(author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        f"{description if subject else ''}</rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>"
        "</rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<pdf:Producer>{_escaped(producer)}</pdf:Producer></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        "</rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f"<pdfuaid:part>1</pdfuaid:part></rdf:Description>{_UA_SCHEMA}"
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


@cache
def colour_profile() -> bytes:
    """An ICC display profile of sRGB (IEC 61966-2-1), built here so that it never changes."""
    tags = {
        b"desc": _localised("sRGB IEC61966-2.1"),
        b"cprt": _localised("No copyright, use freely"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(*_D65_TO_D50),
        **{name: _xyz(column) for name, column in _SRGB_COLUMNS.items()},
        b"rTRC": (curve := b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_SRGB_CURVE)),
        b"gTRC": curve,
        b"bTRC": curve,
    }
    offsets = _placed(tags)
    table = struct.pack(">I", len(tags)) + b"".join(
        name + struct.pack(">II", offsets[body], len(body)) for name, body in tags.items()
    )
    bodies = b"".join(_padded(body) for body in dict.fromkeys(tags.values()))
    return _header(128 + len(table) + len(bodies)) + table + bodies


def _placed(tags: dict[bytes, bytes]) -> dict[bytes, int]:
    """Where each body stands in the profile; equal bodies are shared."""
    offsets: dict[bytes, int] = {}
    at = 128 + 4 + 12 * len(tags)
    for body in tags.values():
        if body not in offsets:
            offsets[body] = at
            at += len(_padded(body))
    return offsets


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return (
        struct.pack(">I4sI", size, b"\0\0\0\0", 0x04300000)
        + b"mntrRGB XYZ "
        + made
        + b"acsp"
        + bytes(28)
        + _fixed(*_D50)
        + bytes(48)
    )


def _padded(body: bytes) -> bytes:
    return body + bytes(-len(body) % 4)


def _fixed(*numbers: float) -> bytes:
    """s15Fixed16 numbers."""
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _localised(text: str) -> bytes:
    words = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(words), 28) + words
