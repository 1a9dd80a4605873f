"""The staff's door: the inbox, the record page, the officer's table; it owns no table."""
