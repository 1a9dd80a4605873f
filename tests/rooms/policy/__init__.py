"""The policy decides; every decision has a test that can fail."""
