"""The issue as a mail: HTML, plain text, and the message for each recipient."""
