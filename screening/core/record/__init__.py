"""What is recorded: a case with its replies and its referral, and the vocabulary of its fields."""
