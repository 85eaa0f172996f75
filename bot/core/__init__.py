"""What decides: pure functions and frozen values, without await, clock, logger, file or network."""
