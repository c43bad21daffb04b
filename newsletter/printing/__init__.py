"""An issue on sheets of A4, and how its PDF is kept up to date."""
