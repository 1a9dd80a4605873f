"""The log that only grows: append, sequence, checkpoint, prove, export."""
