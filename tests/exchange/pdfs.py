"""PDFs for tests: with anything attached, open or sealed, and the forgery that PDF encryption lets pass."""

import re
from io import BytesIO

import pikepdf


def a_pdf(passphrase: str | None = None, **attached: bytes) -> bytes:
    """A PDF of one empty page with these attachments (`dane_age` is `dane.age`), sealed if there is a passphrase."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, data in attached.items():
            full = name.replace("_", ".")
            pdf.attachments[full] = pikepdf.AttachedFileSpec(pdf, data, filename=full)
        made = BytesIO()
        sealed = pikepdf.Encryption(user=passphrase, owner="owner", R=6) if passphrase is not None else False
        pdf.save(made, encryption=sealed, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


def forged(sealed: bytes, own: bytes) -> bytes:
    """A PDF of somebody's own that asks for the passphrase of a sealed one, made without knowing it.

    The dictionary of encryption stands in clear; with the filter Identity, streams and texts are read as they stand.
    """
    found = re.search(rb"(<< /CF .*?/V 5 >>)", sealed, re.DOTALL)
    assert found
    lock = found[1].replace(b"/StmF /StdCF", b"/StmF /Identity").replace(b"/StrF /StdCF", b"/StrF /Identity")
    ids = re.findall(rb"/ID ?\[.*?\]", sealed, re.DOTALL)[-1]
    root = re.findall(rb"/Root (\d+ 0 R)", own)[-1]
    size = int(re.findall(rb"/Size (\d+)", own)[-1])
    before = re.findall(rb"startxref\s+(\d+)", own)[-1]
    body = own.rstrip() + b"\n"
    at = len(body)
    body += b"%d 0 obj\n%b\nendobj\n" % (size, lock)
    xref = len(body)
    entry = b"xref\n%d 1\n%010d 00000 n \n" % (size, at)
    trailer = b"trailer\n<< /Size %d /Root %b /Encrypt %d 0 R %b /Prev %b >>\n" % (size + 1, root, size, ids, before)
    return body + entry + trailer + b"startxref\n%d\n%%%%EOF\n" % xref
