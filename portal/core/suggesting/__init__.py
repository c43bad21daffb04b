"""What the box of the site search proposes while somebody types: titles of pages, questions, words that are known."""
