"""A PDF that opens with a password only."""

from __future__ import annotations

import io


def encrypted(data: bytes, password: str) -> bytes:
    """The file encrypted with AES-256 (ISO 32000-2, revision 6), which no two times gives the same bytes.

    Whoever has the password may do everything with it.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        made = io.BytesIO()
        pdf.save(
            made,
            encryption=pikepdf.Encryption(owner=password, user=password, R=6),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return made.getvalue()
