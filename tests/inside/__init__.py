"""What tests read and change inside the program, past what it offers: no other test reaches into a private name."""
