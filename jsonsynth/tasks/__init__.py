"""The task families, in table order."""
