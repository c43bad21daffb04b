"""Addresses as pictures that a telephone can read."""

import segno
from django.utils.safestring import SafeString


def qr_code(address: str, title: str) -> SafeString:
    """A QR code as an inline SVG without style attributes, 4 modules of white around it; `title` says where it leads.

    The error correction M bears a fold or a stain of the paper.
    """
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=4, svgclass="qr", lineclass=None, omitsize=True, light="#fff", title=title)
    return SafeString(svg.replace("<svg ", '<svg role="img" ', 1))
