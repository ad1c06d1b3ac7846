"""What every request passes, and the static files: connections, host names, request filter, headers, logs, language."""
