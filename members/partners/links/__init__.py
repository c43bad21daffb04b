"""Signed links: what they are for (`purposes`), and how an address is made and read (`tokens`)."""
