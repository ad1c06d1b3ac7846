"""Practice alone and in a class: made-up cases, joining, results."""
