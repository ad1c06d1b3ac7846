"""What every request passes: connections, request filter, headers, compression, logs, language."""
