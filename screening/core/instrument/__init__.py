"""What is asked: the catalogue of indicators, signs and questions, and its vocabulary."""
