"""The pages, in Flask. A view reads the request, calls a use case, and returns a page or leads on to one."""
