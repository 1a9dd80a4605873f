"""An inquiry's life: receive, assign, answer, close; it holds tokens, never names."""
