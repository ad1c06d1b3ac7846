"""What follows from a record: assessment, advice, law and the questions that come next."""
