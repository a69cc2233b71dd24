"""Dates in the text of news: where they stand, which days they mean, and which of them answers a question.

The vocabulary of a language is data (`english`, `spanish` and their verbs); how it is read is the same for all.
"""
