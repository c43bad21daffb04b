"""How far each page is translated, seen and acted upon by the desk, on top of wagtail-localize."""
