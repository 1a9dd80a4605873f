"""Sheets of paper with the same clock as data: label, locker, custodian, shredding."""
