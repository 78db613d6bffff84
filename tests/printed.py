"""What a page says on paper: the text of each sheet of its print."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, NameObject

__all__ = ["print_of", "texts_of"]

# Lines and areas of a drawing, an operator on each line: they say nothing, and to read them costs as much
# as all the text.
_DRAWN = re.compile(
    rb"^(?:[-+.\d]+ )*(?:[mlcvyhfSsBbWn]|re|f\*|B\*|W\*|rg|RG|g|G|w|J|j|M|i|ri)$\n?", re.MULTILINE
)


def print_of(page) -> PdfReader:
    """Print a page as a user would."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def texts_of(pdf: PdfReader) -> list[str]:
    """Return the text of each sheet."""
    for sheet in pdf.pages:
        words = DecodedStreamObject()
        words.set_data(_DRAWN.sub(b"", sheet.get_contents().get_data()))
        sheet[NameObject("/Contents")] = words
    return [sheet.extract_text() for sheet in pdf.pages]
