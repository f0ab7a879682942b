"""Documents made for the tests: a small writer of PDFs, Word documents and mails with attachments."""

import io
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any

Row = str | tuple[str, int]
"""A line of a page; with its size in points where that is not 11."""


def pdf(*pages: Sequence[Row], title: str = "") -> bytes:
    """A PDF whose pages hold these lines, set in Helvetica from the top down."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for rows in pages:
        drawn, height = [], 800
        for row in rows:
            words, size = (row, 11) if isinstance(row, str) else row
            shown = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            height -= size + 5
            drawn.append(f"BT /F1 {size} Tf 50 {height} Td ({shown}) Tj ET")
        stream = "\n".join(drawn).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    trailer = (len(objects) + 1, len(objects), start)
    out.write(b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % trailer)
    return out.getvalue()


def word(*paragraphs: tuple[str, str], rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    """A Word document of (style, words) and perhaps a table below them."""
    import docx

    document: Any = docx.Document()
    document.core_properties.title = title
    for style, words in paragraphs:
        document.add_paragraph(words, style=style or None)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                table.cell(number, place).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(
    text: str = "", *, html: str = "", subject: str = "", day: str = "", sender: str = "", attached: bytes = b""
) -> bytes:
    """A mail as a program saves it; what is attached is a PDF."""
    message = EmailMessage()
    headers = {"Subject": subject, "Date": day, "From": sender, "To": "desk@example.org", "Message-ID": "<1@example>"}
    for name, value in headers.items():
        if value:
            message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="note.pdf")
    return message.as_bytes()
