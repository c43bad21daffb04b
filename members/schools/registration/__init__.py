"""A school's registration: its parts and their pages, what is missing, what two people typed at the same time.

`parts` is the registry, `pages` what a page of a part is, `progress` what is done for a fiscal year, `merging` the rule
for two people, `editing` one page being filled in, for the school and for the office alike.
"""
