"""urllib: `request`, `error` and `parse`."""
