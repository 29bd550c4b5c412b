"""A stand-in for WeChat Work with phones in the browser: demo, rehearsal and end-to-end tests.

It stands outside the house: it imports nothing of it, and talks to its doors over HTTP as the platform does.
"""
