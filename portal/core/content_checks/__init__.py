"""What is not in order in the content of a page: found when it is to be published, every night, and told to editors.

`contents` takes a page apart, `known` looks up what it refers to, the checks are pure functions on both, `checking`
asks them all. An error keeps a page from being published; a warning is only told.
"""
