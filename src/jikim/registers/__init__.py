"""What the company declares: policies enacted and announced, notices, processors, provisions."""
