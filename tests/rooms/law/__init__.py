"""Days are counted as the law counts them."""
