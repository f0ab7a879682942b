"""Slack's edge: hear, ask the desk, speak."""
