"""Article, control, check, evidence: reads every room below and changes none."""
