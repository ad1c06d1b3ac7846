"""What every request passes: connections, host names, request filter, headers, compression, logs, language, style."""
