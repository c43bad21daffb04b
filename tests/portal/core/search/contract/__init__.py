"""modelsearch's own tests of a backend, run against ours in a small project that has nothing else of the house.

`suite.py` is the suite with the known deviations, `settings.py` the project, `stranger/` the one app it needs for the
synonyms; `test_contract.py` above runs it. `books.toml` holds what its tests search.
"""
