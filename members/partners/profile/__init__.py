"""What a partner edits itself: the pages (`pages`), their forms, and filling one in (`editing`)."""
