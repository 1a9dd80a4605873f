"""The roof: settings, urls, the list of duties and the server entry points; wiring only, no rule lives here."""
