"""N_ marks a sentence for the catalogue; the program translates it where it is shown."""

N_ = str
