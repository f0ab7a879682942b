"""Tests keep the promises that prose makes."""
