"""A page that shows every component once; it exists for the tests alone."""
