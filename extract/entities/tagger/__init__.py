"""A linear-chain CRF over characters: proposes entity spans with probabilities."""
