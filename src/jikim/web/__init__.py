"""The porch: the shared look and manners of every door; it decides nothing about data."""
