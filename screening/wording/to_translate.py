"""N_ returns its text as it is. It marks the text for the catalogue; the program translates it where it is shown."""

N_ = str
