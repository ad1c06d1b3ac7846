"""Who may open what: start link, session, lock, and the forms that are held while it is shut."""
