"""The pages: Flask, one folder a journey. A view finds who and what, reads the form, calls one use case, goes on."""
