"""What the guardrails cost, measured side by side with other ways of finding phrases: `make bench`."""
