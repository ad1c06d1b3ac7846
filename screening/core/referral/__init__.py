"""What a referral needs: completeness, consent to name the person, consistency, help, deadlines."""
