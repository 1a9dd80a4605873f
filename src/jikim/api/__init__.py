"""The machine door: REST over the same verbs, described by OpenAPI 3.1; it owns no table."""
