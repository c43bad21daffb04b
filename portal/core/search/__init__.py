"""Japanese search: folding of spellings, search tokens, query language, synonyms, backends and highlighting.

See README.md beside this file. Nothing is imported here, so that models and settings may load parts of it early.
"""
