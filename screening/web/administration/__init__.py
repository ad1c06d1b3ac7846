"""Looking after the tool: the audit trail."""
