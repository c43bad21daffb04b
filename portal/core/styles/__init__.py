"""The living style page of the desk: every component in each of its states, with the style sheets the public gets."""
