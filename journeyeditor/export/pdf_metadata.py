"""What a PDF says of itself as a whole: its metadata, what its colours are meant in, its pages' labels, attachments.

The metadata claims PDF/UA-1 (ISO 14289-1) for every tagged file, PDF/A-2a (ISO 19005-2), and PDF/A-3a where
something is attached (ISO 19005-3); an encrypted file can't claim PDF/A.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from journeyeditor.export.pdf_adapter import (
    PRODUCER,
    PdfFile,
    PdfInfo,
    Value,
    array,
    dictionary,
    dictionary_of,
    moment,
    name,
    string,
)
from journeyeditor.export.pdf_colours import NAME, srgb_profile


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a PDF carries: its name, its kind such as `application/json`, its bytes, and what it is."""

    name: str
    mime: str
    data: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file says it keeps: the part of PDF/A (0: none), and PDF/UA-1."""

    archive: int = 2
    accessible: bool = True


_NO_CHARACTERS = "\ufffe\uffff"
_ENDS = re.compile("endstream|endobj")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{said}
</rdf:Description>
{claims}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_ARCHIVE = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
"""
_ACCESSIBLE = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""
# PDF/A asks for a description of every property that it does not know itself.
_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def add_metadata(file: PdfFile, info: PdfInfo, claims: Claims) -> None:
    """Give the file its metadata (XMP), in step with its document information."""
    content = metadata(info, claims).encode("utf-8")
    entries = {"Type": name("Metadata"), "Subtype": name("XML")}
    file.root["Metadata"] = file.plain_stream(content, entries)


def metadata(info: PdfInfo, claims: Claims) -> str:
    """The metadata as an XMP packet."""
    made = []
    if claims.archive:
        made.append(_ARCHIVE.format(part=claims.archive))
    if claims.accessible:
        made.append(_ACCESSIBLE)
        made += [_EXTENSION] if claims.archive else []
    return _PACKET.format(said="\n".join(_said(info)), claims="".join(made))


def _said(info: PdfInfo) -> list[str]:
    date = f"{moment(info.created):%Y-%m-%dT%H:%M:%SZ}"
    said = ["<dc:format>application/pdf</dc:format>"]
    for key, text in (("title", info.title), ("description", info.subject)):
        if text:
            inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'
            said.append(f"<dc:{key}>{inner}</dc:{key}>")
    if info.author:
        inner = f"<rdf:Seq><rdf:li>{_xml(info.author)}</rdf:li></rdf:Seq>"
        said.append(f"<dc:creator>{inner}</dc:creator>")
    if info.language:
        inner = f"<rdf:Bag><rdf:li>{_xml(info.language)}</rdf:li></rdf:Bag>"
        said.append(f"<dc:language>{inner}</dc:language>")
    said += [f"<xmp:{key}>{date}</xmp:{key}>" for key in ("CreateDate", "ModifyDate")]
    if info.creator:
        said.append(f"<xmp:CreatorTool>{_xml(info.creator)}</xmp:CreatorTool>")
    return [*said, f"<pdf:Producer>{PRODUCER}</pdf:Producer>"]


def _xml(text: str) -> str:
    """A text for XML, which has no way to write most control characters and some that are none.

    The packet stands in the file as it is, and some readers look for where it ends by the words that end a stream.
    """
    kept = "".join(c for c in text if c in "\t\n" or (ord(c) >= 0x20 and c not in _NO_CHARACTERS))
    return _ENDS.sub(lambda end: f"{end[0][:-1]}&#{ord(end[0][-1])};", escape(kept))


def add_colours(file: PdfFile) -> None:
    """Say that the file's colours are meant in sRGB."""
    intent = dictionary(
        Type=name("OutputIntent"),
        S=name("GTS_PDFA1"),
        OutputConditionIdentifier=string(NAME),
        RegistryName=string("http://www.color.org"),
        Info=string(NAME),
        DestOutputProfile=file.stream(srgb_profile(), {"N": 3}),
    )
    file.root["OutputIntents"] = array([file.add(intent)])


def add_labels(file: PdfFile, labels: Sequence[str]) -> None:
    """Give each page its label; runs of numbers are written as such."""
    entries: list[Value] = []
    expected = ""
    for page, label in enumerate(labels):
        if label != expected or not label:
            style = dictionary(P=string(label)) if label else dictionary()
            if label.isascii() and label.isdigit() and label == str(int(label)) != "0":
                style = dictionary(S=name("D"), St=int(label))
            entries += [page, style]
        expected = str(int(label) + 1) if label.isascii() and label.isdigit() else ""
    file.root["PageLabels"] = dictionary(Nums=array(entries))


def add_attachments(file: PdfFile, attachments: Sequence[Attachment], info: PdfInfo) -> None:
    """Put files into the file, each as a source that its pages were made from."""
    if not attachments:
        return
    added = [(one.name, _attached(file, one, info)) for one in attachments]
    listed = [part for key, where in sorted(added, key=_name) for part in (string(key), where)]
    names = dictionary(EmbeddedFiles=dictionary(Names=array(listed)))
    file.root["Names"] = names
    file.root["AF"] = array([where for _key, where in added])


def _name(added: tuple[str, Value]) -> bytes:
    return added[0].encode("utf-16-be", "surrogatepass")


def _attached(file: PdfFile, one: Attachment, info: PdfInfo) -> Value:
    date = string(f"D:{moment(info.created):%Y%m%d%H%M%S}+00'00'")
    check = hashlib.md5(one.data, usedforsecurity=False).hexdigest().upper()
    entries = {
        "Type": name("EmbeddedFile"),
        # ReportLab leaves a slash in a name as it is, where it would end the name.
        "Subtype": b"/" + one.mime.replace("/", "#2F").encode("ascii"),
        "Params": dictionary(
            Size=len(one.data), CreationDate=date, ModDate=date, CheckSum=f"<{check}>".encode()
        ),
    }
    content = file.stream(one.data, entries)
    where = {
        "Type": name("Filespec"),
        "F": string(one.name),
        "UF": string(one.name),
        "AFRelationship": name("Source"),
        "EF": dictionary(F=content, UF=content),
    }
    if one.description:
        where["Desc"] = string(one.description)
    return file.add(dictionary_of(where))
