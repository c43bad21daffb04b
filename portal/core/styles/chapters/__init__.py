"""The chapters of the style page: each module has `lead()`, a sentence, and `components()`."""
