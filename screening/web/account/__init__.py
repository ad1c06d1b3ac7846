"""The lock of the machine: set-up, unlocking, the recovery kit, quick hide."""
