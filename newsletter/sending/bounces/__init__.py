"""Mails that come back: who they were for, what they say, and what follows."""
