"""Staff and officers: accounts, roles, grants, second factor; holds nothing about a visitor."""
