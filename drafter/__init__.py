"""Drafter drafts replies for support agents, and stops every promise that the company cannot stand behind."""
