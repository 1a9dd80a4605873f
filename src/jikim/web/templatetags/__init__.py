"""Components as template tags."""
