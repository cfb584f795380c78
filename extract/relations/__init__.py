"""Relations between entities."""
