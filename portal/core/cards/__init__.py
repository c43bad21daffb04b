"""Pictures that other services show when somebody passes the address of a page on: drawn from title and kind."""
