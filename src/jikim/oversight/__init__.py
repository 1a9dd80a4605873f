"""The officer's watch: reviews of the log and training; it reads the ledger and changes no record."""
