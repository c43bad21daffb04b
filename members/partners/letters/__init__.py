"""What partners read: texts in one file a language (`wording`), and the letters made of them (`posting`)."""
