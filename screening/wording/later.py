"""The mark of a sentence that is translated where it is shown, not where it stands."""

N_ = str
